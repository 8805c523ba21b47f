package dev.gkelocal.eventlog;

/**
 * Takes the events of one topic in their order, on the log's reading thread: it must be quick and must not wait for the log.
 * An event whose listener throws goes to the dead letters, and reading goes on.
 */
@FunctionalInterface
public interface EventListener<T extends Record> {
    void on(Event<T> event);
}

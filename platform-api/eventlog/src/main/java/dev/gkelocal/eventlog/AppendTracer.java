package dev.gkelocal.eventlog;

import org.jspecify.annotations.Nullable;

/** Records appends that belong to a trace as steps of it. Calls come from the log's own threads and must return at once. */
@FunctionalInterface
public interface AppendTracer {
    /** Records nothing: readers continue the trace where the writer's caller left it. */
    AppendTracer NONE = (topic, key, traceparent) -> null;

    /**
     * One attempt to append.
     *
     * @param traceparent what caused the append
     * @return null when nothing is to be recorded
     */
    @Nullable
    Step begin(String topic, String key, String traceparent);

    /** An append under way. */
    interface Step {
        /** What the record carries, for its readers to continue. */
        String traceparent();

        void end(Append outcome);
    }
}

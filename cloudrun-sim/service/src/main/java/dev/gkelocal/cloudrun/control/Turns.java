package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.ServiceName;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a step for each service that asks for one: one at a time for each, and once more when it is asked for meanwhile. A
 * step that does not succeed is repeated after a pause.
 */
final class Turns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Returns whether it succeeded. May block. */
    interface Step {
        boolean take(ServiceName name);
    }

    private enum State {
        RUNNING,
        RUNNING_AND_ASKED
    }

    private final Step step;
    private final Map<ServiceName, State> states = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Turns(Step step) {
        this.step = step;
    }

    void ask(ServiceName name) {
        var before = new State[1];
        states.compute(name, (_, state) -> {
            before[0] = state;
            return state == null ? State.RUNNING : State.RUNNING_AND_ASKED;
        });
        if (before[0] == null && !closed) {
            Thread.ofVirtual().name("reconcile-" + name.service()).start(() -> run(name));
        }
    }

    private void run(ServiceName name) {
        try {
            while (!closed) {
                states.put(name, State.RUNNING);
                if (!taken(name)) {
                    Thread.sleep(PAUSE);
                } else if (states.remove(name, State.RUNNING)) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean taken(ServiceName name) {
        try {
            return step.take(name);
        } catch (RuntimeException e) {
            LOG.error("service={} could not be reconciled", name, e);
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}

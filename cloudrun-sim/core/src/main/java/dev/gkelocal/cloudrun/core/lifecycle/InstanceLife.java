package dev.gkelocal.cloudrun.core.lifecycle;

import dev.gkelocal.cloudrun.core.scaling.InstanceFacts;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.cloudrun.InstanceState.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where an instance is in its life. Each state offers its legal moves and no others. */
public sealed interface InstanceLife {

    static Starting start(Instant now, Duration startupTimeout) {
        return new Starting(now, now.plus(startupTimeout));
    }

    Phase phase();

    /** When it was started; a stopped one tells when it stopped. */
    Instant since();

    /** The instance as the autoscaler sees it; nothing once it drains. */
    default Optional<InstanceFacts> facts(InstanceId id) {
        return switch (this) {
            case Starting it -> Optional.of(new InstanceFacts.Starting(id, it.since));
            case Serving it -> Optional.of(new InstanceFacts.Ready(id, it.since, it.inFlight, it.changed));
            case Draining _, Stopped _ -> Optional.empty();
        };
    }

    /**
     * The process runs and does not listen yet.
     *
     * @param deadline until which it must listen, 240 s after its start (cloudrun sheet 1.3)
     */
    record Starting(Instant since, Instant deadline) implements InstanceLife {
        public Serving ready(Instant now) {
            return new Serving(since, now, 0, now);
        }

        public Stopped failed(Instant now, String cause, @Nullable Integer exitCode) {
            return new Stopped(now, cause, exitCode);
        }

        /** A start may be given up, as when its revision is deleted. */
        public Draining drain(Instant now, Duration grace) {
            return new Draining(since, 0, now.plus(grace));
        }

        public boolean overdue(Instant now) {
            return !now.isBefore(deadline);
        }

        @Override
        public Phase phase() {
            return Phase.STARTING;
        }
    }

    /**
     * Takes requests.
     *
     * @param ready when it began to listen
     * @param inFlight requests at it
     * @param changed when it last became idle or busy
     */
    record Serving(Instant since, Instant ready, int inFlight, Instant changed) implements InstanceLife {
        public Serving {
            if (inFlight < 0) {
                throw new IllegalArgumentException("inFlight must not be negative, got " + inFlight);
            }
        }

        public Serving withInFlight(int requests, Instant now) {
            return new Serving(since, ready, requests, (requests == 0) == (inFlight == 0) ? changed : now);
        }

        public Draining drain(Instant now, Duration grace) {
            return new Draining(since, inFlight, now.plus(grace));
        }

        public Stopped died(Instant now, String cause, @Nullable Integer exitCode) {
            return new Stopped(now, cause, exitCode);
        }

        public Duration startup() {
            return Duration.between(since, ready);
        }

        @Override
        public Phase phase() {
            return inFlight == 0 ? Phase.IDLE : Phase.ACTIVE;
        }
    }

    /**
     * Was sent SIGTERM, gets no new request, finishes those it has.
     *
     * @param killAt when SIGKILL follows: 10 s after SIGTERM, not the 30 s of Kubernetes (cloudrun sheet 1.4; section 7,
     *     item 4)
     */
    record Draining(Instant since, int inFlight, Instant killAt) implements InstanceLife {
        public Stopped stopped(Instant now, String cause, @Nullable Integer exitCode) {
            return new Stopped(now, cause, exitCode);
        }

        public boolean overdue(Instant now) {
            return !now.isBefore(killAt);
        }

        @Override
        public Phase phase() {
            return Phase.DRAINING;
        }
    }

    /**
     * Gone.
     *
     * @param cause in words
     * @param exitCode set when the process ended by itself
     */
    record Stopped(Instant since, String cause, @Nullable Integer exitCode) implements InstanceLife {
        @Override
        public Phase phase() {
            return Phase.STOPPED;
        }
    }
}

package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of an instance. */
public sealed interface InstanceEvent {
    InstanceId id();

    Instant at();

    /** @param pid absent for one that is no process of this machine */
    record Spawned(InstanceId id, Instant at, @Nullable Long pid) implements InstanceEvent {}

    /** It accepts connections there. */
    record Ready(InstanceId id, Instant at, String host, int port, Duration startup) implements InstanceEvent {}

    /** It will never be ready; {@link Exited} follows. */
    record StartFailed(InstanceId id, Instant at, StartFailure failure) implements InstanceEvent {}

    record Exited(InstanceId id, Instant at, Exit exit) implements InstanceEvent {}

    /** Why an instance did not come up although nobody stopped it. */
    sealed interface StartFailure {
        record NotSpawned(String message) implements StartFailure {}

        /** @param listens another port that its processes listen on, where one was seen */
        record NeverListened(
                int port, Duration timeout, @Nullable Integer listens) implements StartFailure {}

        /** @param cause as the one who tried to fetch it says */
        record ImageNotPulled(String image, Pull outcome, String cause) implements StartFailure {}

        /** Why an image could not be fetched. */
        enum Pull {
            MISSING,
            UNAUTHORIZED,
            FAILED
        }
    }

    /**
     * How an instance ended.
     *
     * @param status as a shell would report it; absent when it cannot be known, as for an adopted process
     * @param words in which the platform tells it; absent when the status says all
     */
    record Exit(@Nullable Integer status, @Nullable String words) {
        public static final Exit UNKNOWN = new Exit(null);
        private static final int SIGNAL_BASE = 128;

        public Exit(@Nullable Integer status) {
            this(status, null);
        }

        /** Number of the signal that ended it. */
        public Optional<Integer> signal() {
            return status != null && status > SIGNAL_BASE ? Optional.of(status - SIGNAL_BASE) : Optional.empty();
        }
    }
}

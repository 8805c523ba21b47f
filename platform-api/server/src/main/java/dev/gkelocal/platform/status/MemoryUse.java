package dev.gkelocal.platform.status;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Memory of processes, measured at most every few seconds: the kernel walks all pages of a process to add up its PSS. A
 * process with a pid that was seen a moment ago is the same one.
 */
final class MemoryUse {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Map<Long, Measured> byPid = new HashMap<>();

    private record Measured(Instant at, Optional<Memory> memory) {}

    synchronized @Nullable Memory of(long pid, Instant now) {
        byPid.values().removeIf(it -> it.at().isBefore(now.minus(FRESH)));
        return byPid.computeIfAbsent(pid, it -> new Measured(now, Memory.of(it)))
                .memory()
                .orElse(null);
    }
}

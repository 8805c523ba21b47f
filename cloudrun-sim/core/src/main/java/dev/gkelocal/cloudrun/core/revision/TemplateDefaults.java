package dev.gkelocal.cloudrun.core.revision;

import dev.gkelocal.contracts.cloudrun.ContainerPort;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the API fills into a template that leaves a field out (cloudrun sheet 2.1, 2.3, 3.4).
 *
 * @param maxInstances 100 (2.1)
 * @param concurrency 80, for one vCPU or more (2.1)
 * @param timeout 300 s (2.1)
 */
public record TemplateDefaults(int maxInstances, int concurrency, Duration timeout) {
    public static final TemplateDefaults PUBLISHED = new TemplateDefaults(100, 80, Duration.ofMinutes(5));

    /** One vCPU (sheet 2.3). */
    public static final int MILLI_CPU = 1000;

    /** 512 MiB (sheet 2.3). */
    public static final long MEMORY_MEBIBYTES = 512;

    /** HTTP/1 on 8080 (sheet 1.2, 1.5). */
    public static final ContainerPort PORT = new ContainerPort(ContainerPort.Protocol.HTTP1, 8080);

    private static final int MOST_CONCURRENCY = 1000;

    /** Absent or 0 means 80, but 1 below one vCPU (sheet 2.1; section 7, item 1). */
    public int concurrency(@Nullable Integer requested, int milliCpu) {
        if (requested != null && requested != 0) {
            return requested;
        }
        return milliCpu < 1000 ? 1 : concurrency;
    }

    /** What gcloud and Terraform ask for when the user names none: 80 for each vCPU (sheet 2.1; section 7, item 1). */
    public int clientConcurrency(int milliCpu) {
        return milliCpu < 1000 ? 1 : Math.min(MOST_CONCURRENCY, concurrency * (milliCpu / 1000));
    }

    /** Absent or 0 means the default. */
    public int maxInstances(@Nullable Integer requested) {
        return requested == null || requested == 0 ? maxInstances : requested;
    }

    public Duration timeout(@Nullable Duration requested) {
        return requested == null || requested.isZero() ? timeout : requested;
    }

    /**
     * Whether CPU is given to requests only: so by default, but a {@code resources} that leaves {@code cpuIdle} out
     * switches it off (sheet 2.3).
     */
    public static boolean cpuIdle(boolean resourcesPresent, @Nullable Boolean requested) {
        return requested == null ? !resourcesPresent : requested;
    }
}

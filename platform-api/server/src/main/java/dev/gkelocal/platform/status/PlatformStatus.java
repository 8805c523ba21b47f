package dev.gkelocal.platform.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.gkelocal.platform.simulators.SimulatorReport;
import dev.gkelocal.platform.views.InstanceCounts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The platform as a whole.
 *
 * @param state the supervisor's word; {@code unsupervised} without one
 * @param ready whether every process is
 * @param memoryBytes of all processes, users' instances not counted
 * @param diskBytes by folder in the state folder
 * @param endpoints addresses to call
 */
@Schema(description = "The platform: its processes, addresses, memory, disk use and simulators.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlatformStatus(
        String version,
        String state,
        boolean ready,
        @Nullable Instant startTime,
        double uptimeSeconds,
        long memoryBytes,
        Map<String, Long> diskBytes,
        String stateDir,
        Map<String, String> endpoints,
        List<ProcessReport> processes,
        List<SimulatorReport> simulators,
        InstanceCounts instances) {

    /**
     * One process of the platform.
     *
     * @param state {@code ready}, {@code starting}, {@code backing-off} and so on
     * @param reasons why it is not ready
     * @param ports by purpose
     * @param lastExit how the one before it ended
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProcessReport(
            String name,
            String version,
            String state,
            boolean ready,
            List<String> reasons,
            @Nullable Long pid,
            @Nullable Instant startTime,
            double uptimeSeconds,
            @Nullable Memory memory,
            int restarts,
            @Nullable String lastExit,
            Map<String, Integer> ports) {}
}

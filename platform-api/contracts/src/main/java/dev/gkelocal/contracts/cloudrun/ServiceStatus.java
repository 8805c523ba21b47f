package dev.gkelocal.contracts.cloudrun;

import dev.gkelocal.contracts.RevisionName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a service's specification (cloudrun sheet 3.3).
 *
 * @param observedGeneration {@code specGeneration} that this status speaks of
 * @param reconciling whether the platform still works on the newest specification
 * @param traffic where requests go now
 */
public record ServiceStatus(
        long observedGeneration,
        boolean reconciling,
        Condition terminalCondition,
        List<Condition> conditions,
        @Nullable RevisionName latestReadyRevision,
        @Nullable RevisionName latestCreatedRevision,
        List<TrafficStatus> traffic,
        List<String> urls) {
    public ServiceStatus {
        conditions = List.copyOf(conditions);
        traffic = List.copyOf(traffic);
        urls = List.copyOf(urls);
    }
}

package dev.gkelocal.cloudrun.runtime;

import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What to run.
 *
 * @param env the user's variables; the contract's own come on top (cloudrun sheet 1.2)
 * @param startupTimeout until it must listen (cloudrun sheet 1.3)
 * @param notReadyBefore least time from the start until it counts as ready
 */
public record InstanceOrder(
        InstanceId id,
        RevisionName revision,
        Workload workload,
        Map<String, String> env,
        Duration startupTimeout,
        Duration notReadyBefore) {
    public InstanceOrder {
        env = Map.copyOf(env);
    }

    /** The user's variables with those of the container contract (cloudrun sheet 1.2). */
    public Map<String, String> environment(int port) {
        var all = new HashMap<>(env);
        all.put("PORT", Integer.toString(port));
        all.put("K_SERVICE", revision.service().service());
        all.put("K_REVISION", revision.revision());
        all.put("K_CONFIGURATION", revision.service().service());
        return Map.copyOf(all);
    }
}

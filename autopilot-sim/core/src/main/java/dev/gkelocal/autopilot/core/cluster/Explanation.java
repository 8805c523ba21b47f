package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning;
import dev.gkelocal.autopilot.core.scheduling.Verdict;
import java.util.List;
import java.util.Map;

/**
 * Why a Pod is where it is, or waits.
 *
 * @param filters what every node says of it now, by node; empty once it has one
 * @param scaleUps that made its node, with all options and their scores; empty when none is known, as after a restart
 */
public record Explanation(PodState pod, Map<String, Verdict> filters, List<Provisioning.ScaleUp> scaleUps) {
    public Explanation {
        filters = Map.copyOf(filters);
        scaleUps = List.copyOf(scaleUps);
    }
}

package dev.gkelocal.autopilot.core.scheduling;

import java.util.List;
import java.util.Map;

/**
 * Why a Pod goes where it goes: every node with its verdict and, where it fits, its scores.
 *
 * @param nodes the best first, then those that refuse
 */
public record Ranking(List<Entry> nodes) {
    public Ranking {
        nodes = List.copyOf(nodes);
    }

    /**
     * @param scores by plugin, weighted; empty where the node refuses
     * @param total their sum
     */
    public record Entry(String node, Verdict verdict, Map<String, Long> scores, long total) {
        public Entry {
            scores = Map.copyOf(scores);
        }
    }
}

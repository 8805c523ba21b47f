package dev.gkelocal.autopilot.core.consolidation;

import dev.gkelocal.autopilot.core.objects.Pod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Spot VM is taken back: no budget and no annotation helps (autopilot sheet 3.4).
 *
 * @param gone when the VM is off
 * @param evictions of the users' Pods; DaemonSet Pods and static ones go with the node
 */
public record SpotPreemption(String node, Instant announced, Instant gone, List<Eviction> evictions) {
    public SpotPreemption {
        evictions = List.copyOf(evictions);
    }

    /** @param facts by uid */
    public static SpotPreemption of(
            String node, List<Pod> pods, Map<String, PodFacts> facts, EvictionRules rules, Instant now) {
        var evictions = pods.stream()
                .filter(it -> !Kinds.staysWithNode(it))
                .map(it -> rules.eviction(it, facts.getOrDefault(it.uid(), PodFacts.PLAIN), Eviction.Cause.SPOT, now))
                .toList();
        return new SpotPreemption(node, now, now.plus(rules.notice()), evictions);
    }

    public List<Notice> notices() {
        var notices = new ArrayList<Notice>();
        notices.add(Notice.Text.PREEMPTED.about(node));
        evictions.forEach(it -> notices.add(it.notice()));
        return notices;
    }
}

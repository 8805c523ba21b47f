package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.scheduling.Filter;
import dev.gkelocal.autopilot.core.scheduling.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gathers why nothing could be done for the Pods of a shard. */
final class Refusals {
    private final Packer packer;
    private final Set<Reason> common;
    private final List<Pool> existing = new ArrayList<>();
    private final List<Pool> made = new ArrayList<>();

    Refusals(Packer packer, List<Reason> common) {
        this.packer = packer;
        this.common = new LinkedHashSet<>(common);
    }

    /** Pods with the same reasons. */
    record Group(List<Pod> pods, List<Reason> reasons) {}

    void add(Reason reason) {
        common.add(reason);
    }

    void backoff() {
        common.add(Reason.backoff());
    }

    void existing(Pool pool) {
        existing.add(pool);
    }

    void made(Pool pool) {
        made.add(pool);
    }

    List<Group> of(List<Pod> pods) {
        var byReasons = new LinkedHashMap<List<Reason>, List<Pod>>();
        pods.forEach(it -> byReasons
                .computeIfAbsent(reasons(it), ignored -> new ArrayList<>())
                .add(it));
        return byReasons.entrySet().stream()
                .map(it -> new Group(it.getValue(), it.getKey()))
                .toList();
    }

    private List<Reason> reasons(Pod pod) {
        var reasons = new LinkedHashSet<>(common);
        for (var pool : existing) {
            if (pool.group().room() == 0) {
                reasons.add(Reason.full(pool.group().name()));
            } else if (packer.verdict(pool, pod) instanceof Verdict.Rejection rejection) {
                reasons.add(
                        Reason.existing(pool.group().name(), rejection.filter().plugin(), rejection.reasons()));
            }
        }
        zonal(pod)
                .forEach((zone, why) -> reasons.add(
                        why.isEmpty() ? Reason.zonalResources(zone) : Reason.zonalPredicates(zone, List.copyOf(why))));
        return List.copyOf(reasons);
    }

    /** By zone what filters other than that of resources say of new groups; nothing where only size is lacking. */
    private Map<String, Set<String>> zonal(Pod pod) {
        var byZone = new LinkedHashMap<String, Set<String>>();
        for (var pool : made) {
            var why = byZone.computeIfAbsent(pool.zone(), ignored -> new LinkedHashSet<>());
            if (packer.verdict(pool, pod) instanceof Verdict.Rejection rejection
                    && rejection.filter() != Filter.NODE_RESOURCES_FIT) {
                why.addAll(rejection.reasons());
            }
        }
        return byZone;
    }
}

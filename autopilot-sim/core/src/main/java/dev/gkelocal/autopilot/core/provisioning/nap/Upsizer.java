package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning.Upsizing;
import dev.gkelocal.autopilot.core.provisioning.resize.ResizableFamily;
import dev.gkelocal.autopilot.core.provisioning.resize.Resizer;
import dev.gkelocal.autopilot.core.provisioning.resize.Size;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Evaluator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets nodes grow in place before new ones come: their Node object shows the full machine, and a balloon Pod covers what is not
 * powered (autopilot sheet 3.2). Changes the snapshot: Pods are bound, balloons shrink.
 */
final class Upsizer {
    private static final String SYSTEM = "kube-system";
    private static final String BALLOON = "gke-system-balloon-pod-";

    private final MachineCatalogue catalogue;
    private final NapFacts facts;
    private final ClusterSnapshot snapshot;
    private final Evaluator evaluator;

    Upsizer(MachineCatalogue catalogue, NapFacts facts, ClusterSnapshot snapshot) {
        this.catalogue = catalogue;
        this.facts = facts;
        this.snapshot = snapshot;
        evaluator = new Evaluator(snapshot);
    }

    static boolean isBalloon(Pod pod) {
        return pod.namespace().equals(SYSTEM) && pod.name().startsWith(BALLOON);
    }

    List<Upsizing> upsize(List<Pod> pending) {
        var balloons = new LinkedHashMap<String, Pod>();
        for (var node : facts.resizable()) {
            if (snapshot.node(node.node()).isPresent()) {
                balloon(node.node()).ifPresent(it -> {
                    balloons.put(node.node(), it);
                    cover(it, leastCover(node));
                });
            }
        }
        var placed = new LinkedHashMap<String, List<Pod>>();
        pending.forEach(pod -> place(pod, balloons, placed));
        var upsizings = new ArrayList<Upsizing>();
        for (var node : facts.resizable()) {
            var balloon = balloons.get(node.node());
            if (balloon != null) {
                upsizings.addAll(settle(node, balloon, placed.getOrDefault(node.node(), List.of())).stream()
                        .toList());
            }
        }
        return upsizings;
    }

    /** What stays covered at full size. The balloon goes on taking one of the Pods that the node may run. */
    private Resources leastCover(NapFacts.Resizable node) {
        return resizer(node.machineType()).map(it -> cover(node, it, it.full())).orElse(Resources.NONE);
    }

    private Resources cover(NapFacts.Resizable node, Resizer resizer, Size vm) {
        return Resizer.balloon(snapshot.node(node.node()).orElseThrow().allocatable(), resizer.toAllocatable(vm));
    }

    private void cover(Pod balloon, Resources requests) {
        snapshot.removePod(balloon.uid());
        snapshot.addPod(balloon.change().requests(requests).build());
    }

    private Optional<Pod> balloon(String node) {
        return snapshot.podsOn(node).stream().filter(Upsizer::isBalloon).findFirst();
    }

    private void place(Pod pod, Map<String, Pod> balloons, Map<String, List<Pod>> placed) {
        for (var node : balloons.keySet()) {
            if (evaluator.check(pod, node).fits()) {
                snapshot.addPod(pod.change().nodeName(node).build());
                placed.computeIfAbsent(node, ignored -> new ArrayList<>()).add(pod);
                return;
            }
        }
    }

    /** Gives the node its balloon back, smaller where Pods came; where it would not grow for them they are not helped. */
    private Optional<Upsizing> settle(NapFacts.Resizable node, Pod balloon, List<Pod> pods) {
        var grown = pods.isEmpty() ? Optional.<Size>empty() : grown(node, balloon);
        if (grown.isEmpty()) {
            pods.forEach(it -> snapshot.removePod(it.uid()));
            cover(balloon, balloon.requests());
            return Optional.empty();
        }
        cover(balloon, cover(node, resizer(node.machineType()).orElseThrow(), grown.get()));
        return grown.map(it -> new Upsizing(node.node(), node.vm(), it, pods));
    }

    private Optional<Size> grown(NapFacts.Resizable node, Pod balloon) {
        var used = snapshot.podsOn(node.node()).stream()
                .filter(it -> !it.uid().equals(balloon.uid()))
                .map(Pod::requests)
                .reduce(Resources.NONE, Resources::plus);
        return vmFor(node.machineType(), used).map(it -> it.max(node.vm())).filter(it -> !it.equals(node.vm()));
    }

    /** The smallest VM of the type that gives Pods so much; empty for machines that keep their size. */
    Optional<Size> vmFor(String machineType, Resources used) {
        return resizer(machineType).map(it -> it.toVmSize(Size.of(used)).min(it.full()));
    }

    private Optional<Resizer> resizer(String machineType) {
        return catalogue
                .machineType(machineType)
                .flatMap(type -> ResizableFamily.bundled(type.family())
                        .map(family -> new Resizer(
                                type, family, family.defaults(), Resizer.NodeFacts.autopilot(facts.version()))));
    }
}

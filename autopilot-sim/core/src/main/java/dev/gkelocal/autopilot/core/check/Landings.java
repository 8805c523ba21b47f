package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.pricing.BilledNode;
import dev.gkelocal.autopilot.core.pricing.Price;
import dev.gkelocal.autopilot.core.pricing.Pricer;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassCondition;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassConditions;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassPlan;
import dev.gkelocal.autopilot.core.provisioning.nap.NapFacts;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioner;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning;
import dev.gkelocal.autopilot.core.provisioning.nap.SystemPods;
import dev.gkelocal.autopilot.core.provisioning.requirements.GkeLabels;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Asks node auto-provisioning what an empty cluster would get, each object by itself; once for objects that are alike. */
final class Landings {
    /** More Pods of one object say nothing new about machine types. */
    private static final long MOST_PODS = 500;

    private static final long MILLI = 1000;
    private static final List<String> ZONES = List.of("a", "b", "c");

    private final Provisioner provisioner = Provisioner.autopilot();
    private final Pricer pricer;
    private final NapFacts wholeRegion;
    private final NapFacts oneZone;
    private final Map<Question, Landing> answered = new HashMap<>();

    /** @param pod without what tells it from others */
    private record Question(Pod pod, long count, String podClass) {
        /** By what mostly differs: hashing a whole Pod is costly. */
        @Override
        public int hashCode() {
            return 31 * Long.hashCode(pod.requests().milliCpu() ^ pod.requests().memoryBytes())
                    + 7 * Long.hashCode(count)
                    + podClass.hashCode();
        }
    }

    Landings(Pricer pricer, String version, Map<String, ClassPlan> classes) {
        this.pricer = pricer;
        var region = pricer.settings().region();
        var zones = ZONES.stream().map(it -> region + "-" + it).toList();
        wholeRegion = facts(region, version, zones, classes);
        oneZone = facts(region, version, zones.subList(0, 1), classes);
    }

    private static NapFacts facts(String region, String version, List<String> zones, Map<String, ClassPlan> classes) {
        return new NapFacts(
                new NapFacts.Site("project", "cluster", region),
                version,
                zones,
                List.of(),
                List.of(),
                SystemPods.bundled(),
                classes,
                Set.of(),
                NapFacts.Quota.UNLIMITED,
                Set.of());
    }

    /** Of a custom class among the manifests; empty where it can work, and for every other class. */
    Optional<ClassCondition> misconfigured(String computeClass) {
        return Optional.ofNullable(wholeRegion.classes().get(computeClass))
                .flatMap(it -> ClassConditions.of(wholeRegion).misconfigured(it));
    }

    Optional<Landing> of(Pod pod, Copies copies, PodClass podClass) {
        return switch (copies) {
            case Copies.PerNode() -> Optional.empty();
            case Copies.PerRun(var pods) -> Optional.of(of(pod, pods, podClass));
            case Copies.Fixed(var pods) -> Optional.of(of(pod, pods, podClass));
        };
    }

    private Landing of(Pod pod, long count, PodClass podClass) {
        var question = new Question(anonymous(pod), count, podClass.label());
        var known = answered.get(question);
        if (known != null) {
            return known;
        }
        var answer = ask(question.pod(), count, podClass);
        answered.put(question, answer);
        return answer;
    }

    /** Labels only matter to the Pods' own rules about each other, annotations to selectors whose value stands in one. */
    private static Pod anonymous(Pod pod) {
        var keepsCompany = keepsCompany(pod);
        var blank = Pod.of(keepsCompany ? pod.namespace() : "", "", pod.requests());
        return blank.change()
                .labels(keepsCompany ? pod.labels() : Map.of())
                .annotations(pod.nodeSelector().containsValue("") ? pod.annotations() : Map.of())
                .owner("ReplicaSet/any")
                .priority(pod.priority())
                .preempts(pod.preempts())
                .nodeSelector(pod.nodeSelector())
                .nodeAffinity(pod.nodeAffinity())
                .affinity(pod.affinity())
                .antiAffinity(pod.antiAffinity())
                .tolerations(pod.tolerations())
                .spread(pod.spread())
                .hostPorts(pod.hostPorts())
                .volumeZones(pod.volumeZones())
                .build();
    }

    private static boolean keepsCompany(Pod pod) {
        return !pod.affinity().equals(PodAffinity.NONE)
                || !pod.antiAffinity().equals(PodAffinity.NONE)
                || !pod.spread().isEmpty();
    }

    /** Zones are equal as long as nothing tells them apart: then one stands for all. */
    private boolean minds(Pod pod, PodClass podClass) {
        return keepsCompany(pod)
                || !pod.volumeZones().isEmpty()
                || !pod.nodeAffinity().required().isEmpty()
                || pod.nodeSelector().keySet().stream().anyMatch(it -> it.endsWith("zone"))
                || podClass.custom().isPresent();
    }

    private Landing ask(Pod pod, long count, PodClass podClass) {
        if (minds(pod, podClass)) {
            return ask(pod, count, podClass, wholeRegion);
        }
        var answer = ask(pod, count, podClass, oneZone);
        return answer.reasons().isEmpty() ? answer : ask(pod, count, podClass, wholeRegion);
    }

    private Landing ask(Pod pod, long count, PodClass podClass, NapFacts facts) {
        var pending = new ArrayList<Pod>();
        for (var i = 0; i < Math.min(count, MOST_PODS); i++) {
            pending.add(pod.change().uid(pod.uid() + "-" + i).build());
        }
        var snapshot = new ClusterSnapshot();
        facts.zones().forEach(it -> snapshot.expectDomain(Node.ZONE, it));
        var plan = provisioner.plan(pending, snapshot, facts);
        var places = new LinkedHashMap<String, Landing.Place>();
        plan.plans()
                .forEach(it -> places.merge(
                        it.pool().group().node().machineType(),
                        place(it, podClass),
                        (one, other) -> new Landing.Place(
                                one.machineType(), one.nodes() + other.nodes(), one.why(), one.node())));
        var reasons = plan.refused().stream()
                .flatMap(it -> it.reasons().stream())
                .distinct()
                .toList();
        return new Landing(List.copyOf(places.values()), reasons);
    }

    private Landing.Place place(Provisioning.ScaleUp plan, PodClass podClass) {
        var node = plan.pool().group().node();
        return new Landing.Place(
                node.machineType(), plan.nodes().size(), plan.choice().reason(), price(plan, node, podClass));
    }

    private Price price(Provisioning.ScaleUp plan, NodeOffer node, PodClass podClass) {
        return pricer.node(new BilledNode(
                podClass.label(),
                node.machineType(),
                node.family(),
                node.milliCpu() / MILLI,
                node.memoryBytes(),
                node.accelerators().gpuType(),
                node.accelerators().gpus(),
                plan.pool()
                        .template()
                        .labels()
                        .getOrDefault(GkeLabels.BOOT_DISK, node.disk().type()),
                plan.pool().bootDiskGib(),
                node.disk().localSsdGib(),
                node.spot()));
    }
}

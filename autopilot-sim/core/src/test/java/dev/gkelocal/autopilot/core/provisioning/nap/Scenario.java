package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.SpreadConstraint;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import dev.gkelocal.autopilot.core.provisioning.capacity.Capacities;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.choice.ExpanderRules;
import dev.gkelocal.autopilot.core.provisioning.choice.ListPrices;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeOffer;
import dev.gkelocal.autopilot.core.provisioning.selection.ClusterMachines;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import dev.gkelocal.autopilot.core.scheduling.Outcome;
import dev.gkelocal.autopilot.core.scheduling.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One vector: a Standard cluster with pools, classes and DaemonSets, and Pods that wait. */
final class Scenario {
    private static final List<String> ZONES = List.of("us-central1-a", "us-central1-b", "us-central1-c");
    /** The cases' switch for provisioning makes it N1, although the description of their cluster says E2. */
    private static final String DEFAULT_FAMILY = "n1";

    /**
     * These benchmarks switch provisioning on in the cluster's description only; the autoscaler's own limit of provisioned node pools
     * stays 0 in its options, and so it makes none.
     */
    private static final String WITH_POOL_LIMIT_0 = "pkg/test/integration/bench";

    private static final String VERSION = "1.35.1-gke.1510000";

    private final Value row;
    private final MachineCatalogue catalogue = MachineCatalogue.bundled();

    Scenario(Value row) {
        this.row = row;
    }

    private static long number(Value value) {
        return value.integer().orElse(0);
    }

    private NapFacts facts() {
        var classes = new HashMap<String, ClassPlan>();
        row.get("computeClasses").items().forEach(it -> {
            var plan = ClassPlan.of(Value.of(Map.of(
                    "metadata", Value.of(Map.of("name", it.get("name"))),
                    "spec",
                            it.with(
                                    "nodePoolAutoCreation",
                                    Value.of(Map.of("enabled", it.get("nodePoolAutoCreation")))))));
            classes.put(plan.name(), plan);
        });
        var zones = ScenarioOracleTest.texts(row.get("cluster").get("napZones"));
        return new NapFacts(
                new NapFacts.Site("demo", "c", "us-central1"),
                VERSION,
                zones.isEmpty() ? ZONES : zones,
                pools(),
                List.of(),
                daemons(),
                classes,
                Set.of(),
                NapFacts.Quota.UNLIMITED,
                Set.of());
    }

    private List<Pod> daemons() {
        var mutated = row.get("cluster").get("daemonSetMutationFeature").isTrue();
        return row.get("daemonSets").items().stream()
                .map(it -> Pod.of(
                        "kube-system",
                        it.get("name").text(),
                        Resources.of(
                                number(it.get("milliCpu")) + (mutated ? number(it.get("admissionAddsMilliCpu")) : 0),
                                0)))
                .toList();
    }

    private List<Pool> pools() {
        var pools = new ArrayList<Pool>();
        for (var pool : row.get("cluster").get("pools").items()) {
            for (var zone : ScenarioOracleTest.texts(pool.get("zones"))) {
                pools.add(pool(pool, zone));
            }
        }
        return pools;
    }

    private Pool pool(Value pool, String zone) {
        var type = catalogue.machineType(pool.get("machineType").text()).orElseThrow();
        var size = Capacities.autopilot()
                .size(
                        Capacities.Machine.onBootDisk(type.name(), 1000L * type.vcpus(), type.memoryBytes(), 100),
                        NodeImage.cos("amd64", VERSION),
                        110);
        var labels = new HashMap<>(pool.get("labels").texts());
        labels.put(Node.ZONE, zone);
        var taints = pool.get("taints").items().stream()
                .map(it -> new Taint(
                        it.get("key").text(),
                        it.get("value").text(),
                        it.get("effect").text().equals("NO_SCHEDULE") ? "NoSchedule" : "PreferNoSchedule"))
                .toList();
        var name = pool.get("name").text() + "-" + zone;
        var template = new Node(name, labels, taints, size.allocatable(), 110, false);
        var bound = new Templates(catalogue, emptyFacts()).daemons(template);
        var used = bound.stream().map(Pod::requests).reduce(Resources.NONE, Resources::plus);
        var offer = new NodeOffer(
                type.name(),
                type.family(),
                1000L * type.vcpus(),
                type.memoryBytes(),
                Resources.of(
                        size.allocatable().milliCpu() - used.milliCpu(),
                        size.allocatable().memoryBytes() - used.memoryBytes()),
                110 - bound.size(),
                NodeOffer.Accelerators.NONE,
                NodeOffer.Disk.STANDARD,
                false,
                "");
        var group = new NodeGroup(
                name,
                pool.get("name").text(),
                offer,
                (int) number(pool.get("nodesPerZone")),
                (int) number(pool.get("maxPerZone")),
                NodeGroup.Origin.MANUAL);
        return new Pool(group, zone, template, bound, 100);
    }

    private NapFacts emptyFacts() {
        return new NapFacts(
                new NapFacts.Site("demo", "c", "us-central1"),
                VERSION,
                ZONES,
                List.of(),
                List.of(),
                daemons(),
                Map.of(),
                Set.of(),
                NapFacts.Quota.UNLIMITED,
                Set.of());
    }

    private List<Pod> pods() {
        var pods = new ArrayList<Pod>();
        for (var shape : row.get("pods").items()) {
            for (var i = 0; i < number(shape.get("count")); i++) {
                pods.add(pod(shape, "p" + pods.size()));
            }
        }
        return pods;
    }

    private static Pod pod(Value shape, String name) {
        var requests = Resources.of(number(shape.get("milliCpu")), number(shape.get("memBytes")));
        var spread = shape.get("topologySpread").items().stream()
                .map(it -> new SpreadConstraint(
                        it.get("topologyKey").text(),
                        (int) number(it.get("maxSkew")),
                        true,
                        LabelSelector.of(it.get("matchLabels").texts()),
                        (int) Math.max(1, number(it.get("minDomains"))),
                        true,
                        false,
                        List.of()))
                .toList();
        var tolerations = shape.get("tolerations").items().stream()
                .map(it -> new Toleration(
                        it.get("key").text(),
                        it.get("operator").text().equals("Exists"),
                        it.get("value").text(),
                        it.get("effect").text()))
                .toList();
        return Pod.of(shape.get("namespace").text("default"), name, requests)
                .change()
                .owner("ReplicaSet/pods")
                .labels(shape.get("labels").texts())
                .nodeSelector(shape.get("nodeSelector").texts())
                .tolerations(tolerations)
                .spread(spread)
                .antiAffinity(apart(shape))
                .build();
    }

    private static PodAffinity apart(Value shape) {
        return shape.get("antiAffinityHostname").isTrue()
                ? new PodAffinity(
                        List.of(new PodAffinity.Term(
                                Node.HOSTNAME,
                                LabelSelector.of(shape.get("labels").texts()))),
                        List.of())
                : PodAffinity.NONE;
    }

    List<String> faults() {
        var facts = facts();
        var expect = row.get("expect");
        if (expect.get("conditions").isSet()) {
            return conditionFaults(facts, expect.get("conditions"));
        }
        var snapshot = new ClusterSnapshot();
        facts.domains().forEach((label, values) -> values.forEach(it -> snapshot.expectDomain(label, it)));
        var existing = existing(facts, snapshot);
        var waiting = new Scheduler()
                .place(pods(), snapshot).stream()
                        .filter(Outcome.Unschedulable.class::isInstance)
                        .map(Outcome::pod)
                        .toList();
        var result = new Provisioner(catalogue, ListPrices.standard(), settings()).plan(waiting, snapshot, facts);
        return new ScenarioOutcome(existing, result).faults(expect);
    }

    /** Puts the pools' nodes into the snapshot and counts them. */
    private static int existing(NapFacts facts, ClusterSnapshot snapshot) {
        var count = 0;
        for (var pool : facts.pools()) {
            for (var i = 0; i < pool.group().nodes(); i++) {
                var template = pool.template();
                var name = template.name() + "-" + i;
                var labels = new HashMap<>(template.labels());
                labels.put(Node.HOSTNAME, name);
                snapshot.addNode(
                        new Node(name, labels, template.taints(), template.allocatable(), template.maxPods(), false));
                for (var daemon : pool.daemons()) {
                    snapshot.addPod(daemon.change()
                            .uid(daemon.uid() + "@" + name)
                            .nodeName(name)
                            .build());
                }
                count++;
            }
        }
        return count;
    }

    private NapSettings settings() {
        var features = new ClusterMachines.Features(Set.of(), Set.of(), Set.of(), false, false, false);
        return new NapSettings(
                new ClusterMachines(false, false, "", DEFAULT_FAMILY, "", features),
                ExpanderRules.standardCluster(),
                mostPools(),
                100,
                100,
                false,
                2560,
                100);
    }

    private int mostPools() {
        var nap = row.get("cluster").get("nap").isTrue();
        return nap && !row.get("source").text().startsWith(WITH_POOL_LIMIT_0) ? 100 : 0;
    }

    private List<String> conditionFaults(NapFacts facts, Value expect) {
        var faults = new ArrayList<String>();
        var conditions = new ClassConditions(catalogue, ClassConditions.Cluster.of(settings(), facts));
        for (var plan : facts.classes().values()) {
            var found = conditions.of(plan);
            expect.entries().forEach((type, value) -> {
                var has = found.stream()
                        .filter(it -> it.type().equals(type))
                        .map(it -> text(it.status(), value.entries().isEmpty() ? "" : it.reason()))
                        .findFirst()
                        .orElse("");
                var wanted = value.entries().isEmpty()
                        ? value.text()
                        : value.get("status").text() + " " + value.get("reason").text();
                if (!has.equals(wanted)) {
                    faults.add(type + " is " + has + ", not " + wanted + "; " + found);
                }
            });
        }
        return faults;
    }

    private static String text(boolean status, String reason) {
        return (status ? "True" : "False") + (reason.isEmpty() ? "" : " " + reason);
    }
}

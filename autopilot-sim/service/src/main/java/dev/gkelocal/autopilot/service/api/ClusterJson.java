package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.cluster.NodeState;
import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.cluster.StoredObject;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.pricing.Bill;
import dev.gkelocal.autopilot.core.provisioning.nap.ClassCondition;
import dev.gkelocal.autopilot.service.live.Outcome;
import dev.gkelocal.contracts.autopilot.EventRecorded;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The cluster as the API shows it. Times are simulated. */
final class ClusterJson {
    private static final int CENT_DIGITS = 6;

    private ClusterJson() {}

    static Value nodes(SimulatedCluster cluster) {
        var pods = new TreeMap<String, Long>();
        cluster.pods().stream().filter(PodState::isOnNode).forEach(it -> pods.merge(it.node(), 1L, Long::sum));
        return new Tree()
                .put("simulatedTime", cluster.now())
                .put(
                        "nodes",
                        cluster.nodes().stream()
                                .sorted(Comparator.comparing(NodeState::created).thenComparing(NodeState::name))
                                .toList(),
                        it -> node(it, pods.getOrDefault(it.name(), 0L)))
                .value();
    }

    private static Value node(NodeState node, long pods) {
        var machine = node.machine();
        return new Tree()
                .put("name", node.name())
                .put("stage", node.stage().name())
                .put("machineType", machine.type())
                .put("zone", machine.zone())
                .put("computeClass", machine.computeClass())
                .put("spot", machine.spot())
                .put("cpuMillis", node.powered().milliCpu())
                .put("memoryBytes", node.powered().memoryBytes())
                .put("pods", pods)
                .put("createTime", node.created())
                .put("readyTime", node.ready())
                .value();
    }

    static Value pods(SimulatedCluster cluster) {
        return new Tree()
                .put("simulatedTime", cluster.now())
                .put(
                        "pods",
                        cluster.pods().stream()
                                .sorted(Comparator.comparing(PodState::namespace)
                                        .thenComparing(PodState::name))
                                .toList(),
                        it -> pod(it, cluster))
                .value();
    }

    static Value pod(PodState pod, SimulatedCluster cluster) {
        return new Tree()
                .put("namespace", pod.namespace())
                .put("name", pod.name())
                .put("uid", pod.uid())
                .put("owner", pod.owner().kind().isEmpty() ? "" : pod.owner().reference())
                .put("phase", pod.stage().phase())
                .put("stage", pod.stage().name())
                .put("ready", pod.isReady(cluster.now()))
                .put("node", pod.node())
                .put("nominatedNode", pod.nominated())
                .put("restarts", pod.restarts())
                .put("reason", pod.reason())
                .put("message", pod.message())
                .put("createTime", pod.times().created())
                .put("boundTime", pod.times().bound())
                .put("startTime", pod.times().started())
                .put("readyTime", pod.times().ready())
                .put("endTime", pod.times().ended())
                .value();
    }

    static Value workloads(SimulatedCluster cluster) {
        return new Tree()
                .put("simulatedTime", cluster.now())
                .put(
                        "workloads",
                        cluster.objects().stream()
                                .filter(it -> it.owner().kind().isEmpty())
                                .toList(),
                        ClusterJson::workload)
                .value();
    }

    private static Value workload(StoredObject object) {
        return new Tree()
                .put("kind", object.key().kind())
                .put("namespace", object.key().namespace())
                .put("name", object.key().name())
                .put("generation", object.generation())
                .put("createTime", object.created())
                .put("manifest", object.manifest())
                .value();
    }

    static Value classes(SimulatedCluster cluster) {
        return new Tree()
                .put("simulatedTime", cluster.now())
                .put(
                        "classes",
                        List.copyOf(cluster.classConditions().entrySet()),
                        it -> new Tree()
                                .put("name", it.getKey())
                                .put("conditions", it.getValue(), ClusterJson::condition)
                                .value())
                .value();
    }

    private static Value condition(ClassCondition condition) {
        return new Tree()
                .put("type", condition.type())
                .put("status", condition.status() ? "True" : "False")
                .put("reason", condition.reason())
                .put("message", condition.message())
                .value();
    }

    static Value events(List<EventRecorded> events) {
        return new Tree().put("events", events, ClusterJson::event).value();
    }

    static Value event(EventRecorded event) {
        return new Tree()
                .put("time", event.simulatedTime())
                .put("type", event.type() == EventRecorded.Type.NORMAL ? "Normal" : "Warning")
                .put("reason", event.reason())
                .put("object", event.object().toString())
                .put("source", event.source())
                .put("message", event.message())
                .value();
    }

    static Value cost(Bill bill) {
        var workloads = new Tree();
        bill.byWorkload().forEach((payer, usd) -> workloads.put(payer, usd(usd)));
        return new Tree()
                .put("from", bill.from())
                .put("to", bill.to())
                .put("usdTotal", usd(bill.total()))
                .put("usdWorkloads", usd(bill.workloads()))
                .put("usdClusterFee", usd(bill.clusterFee()))
                .put("usdCredit", usd(bill.credit()))
                .put("usdByWorkload", workloads.value())
                .put("pricesDated", bill.pricesDated().toString())
                .put("certainty", bill.certainty().name())
                .value();
    }

    private static Value usd(BigDecimal amount) {
        var rounded = amount.setScale(CENT_DIGITS, RoundingMode.HALF_UP).toPlainString();
        return new Value.Scalar(rounded, Value.Type.FLOAT, Position.NOWHERE);
    }

    static Value outcome(Outcome outcome) {
        var tree = new Tree();
        switch (outcome) {
            case Outcome.Done(var object, var change, var warnings) ->
                tree.put("object", object.toString()).put("result", change).put("warnings", warnings, Value::of);
            case Outcome.Refused(var object, var message) ->
                tree.put("object", object).put("result", "refused").put("message", message);
            case Outcome.Unsupported(var object) ->
                tree.put("object", object)
                        .put("result", "unsupported")
                        .put("message", "the simulation has no rules for this kind; nothing was kept");
            case Outcome.Unreadable(var message) ->
                tree.put("result", "unreadable").put("message", message);
            case Outcome.NotFound(var object) ->
                tree.put("object", object.toString())
                        .put("result", "not found")
                        .put("message", object.toString() + " not found");
            case Outcome.Unavailable(var reason, var unknown) ->
                tree.put("result", unknown ? "unknown" : "unavailable").put("message", reason);
        }
        return tree.value();
    }
}

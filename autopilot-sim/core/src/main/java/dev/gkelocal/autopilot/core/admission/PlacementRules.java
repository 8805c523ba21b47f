package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.classes.NodeAsks;
import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.classes.WorkloadShape;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Selectors, tolerations and security fields that Autopilot adds (autopilot sheet 1.5, 1.9). */
final class PlacementRules {
    private static final String SANDBOX = "sandbox.gke.io/runtime";
    private static final String GVISOR = "gvisor";
    private static final String POD_SLOTS = "cloud.google.com/pod-slots";
    private static final String POD_ISOLATION = "cloud.google.com/pod-isolation";
    private static final String NO_SCHEDULE = "NoSchedule";

    private final Workload workload;
    private final PodClass podClass;
    private final ClusterRules cluster;
    private final List<Change> changes;

    PlacementRules(Workload workload, PodClass podClass, ClusterRules cluster, List<Change> changes) {
        this.workload = workload;
        this.podClass = podClass;
        this.cluster = cluster;
        this.changes = changes;
    }

    Value apply(Value object) {
        var spec = workload.podSpec(object);
        var changed = tolerations(selectors(securityContexts(onePodPerNode(spec)), spec));
        var applied = changed == spec ? object : object.with(workload.podSpec(), changed);
        return GVISOR.equals(spec.get("runtimeClassName").text()) ? sandboxAnnotations(applied) : applied;
    }

    private Value onePodPerNode(Value spec) {
        if (!podClass.rules().name().equals("Performance") || podClass.shape() == WorkloadShape.DAEMON_SET) {
            return spec;
        }
        var changed = spec;
        if (cluster.has(Feature.POD_SLOTS)
                && !hasSlot(spec)
                && spec.get("containers").get(0).isSet()) {
            for (var list : List.of("limits", "requests")) {
                changed = set(
                        changed,
                        Path.of("containers", "0", "resources", list, POD_SLOTS),
                        Value.of("1"),
                        Rule.ONE_POD_PER_NODE,
                        "a Performance Pod has a node of its own");
            }
        }
        var cpu = cpu(spec);
        if (cluster.has(Feature.POD_ISOLATION)
                && cpu > 0
                && NodeAsks.of(spec).of(POD_ISOLATION).isEmpty()) {
            changed = set(
                    changed,
                    Path.of("nodeSelector", POD_ISOLATION),
                    Value.of(Quantity.milli(cpu).toString()),
                    Rule.ONE_POD_PER_NODE,
                    "nodes are cut to the Pod's CPU");
        }
        return changed;
    }

    private static boolean hasSlot(Value spec) {
        return spec.get("containers").items().stream()
                .anyMatch(
                        it -> it.get("resources").get("requests").get(POD_SLOTS).isSet());
    }

    private static long cpu(Value spec) {
        return spec.get("containers").items().stream()
                .map(it -> Quantity.parse(
                        it.get("resources").get("requests").get("cpu").text()))
                .mapToLong(it -> it.map(Quantity::milli).orElse(0L))
                .reduce(0, Resources::saturatedSum);
    }

    private Value securityContexts(Value spec) {
        var changed = spec;
        var profile = Path.of("securityContext", "seccompProfile");
        if (cluster.has(Feature.SECCOMP_RUNTIME_DEFAULT) && !spec.get(profile).isSet()) {
            changed = set(
                    changed,
                    profile,
                    Value.of(Map.of("type", Value.of("RuntimeDefault"))),
                    Rule.SECCOMP,
                    "the container runtime's seccomp profile is the default");
        }
        if (cluster.has(Feature.DROP_NET_RAW)) {
            for (var list : List.of("initContainers", "containers")) {
                for (var i = 0; i < spec.get(list).items().size(); i++) {
                    changed = withoutNetRaw(
                            changed,
                            Path.of(list).then(i).then("securityContext").then("capabilities"));
                }
            }
        }
        return changed;
    }

    private Value withoutNetRaw(Value spec, Path capabilities) {
        var dropped = spec.get(capabilities).get("drop");
        var isDecided = dropped.items().stream().anyMatch(PlacementRules::isNetRawOrAll)
                || spec.get(capabilities).get("add").items().stream().anyMatch(PlacementRules::isNetRawOrAll);
        return isDecided
                ? spec
                : set(
                        spec,
                        capabilities.then("drop"),
                        dropped.plus(Value.of("NET_RAW")),
                        Rule.CAPABILITIES,
                        "raw sockets are dropped where they are not asked for");
    }

    private static boolean isNetRawOrAll(Value capability) {
        return capability.text().equals("NET_RAW") || capability.text().equals("ALL");
    }

    private Value selectors(Value changed, Value spec) {
        var result = changed;
        if (spec.get("nodeSelector").get(PodClass.PREEMPTIBLE_LABEL).isSet()) {
            var selector = renamed(spec.get("nodeSelector"));
            result = set(
                    result,
                    Path.of("nodeSelector"),
                    selector,
                    Rule.SPOT,
                    "Spot Pods took the place of preemptible ones");
        }
        result = preemptibleAffinity(result);
        if (GVISOR.equals(spec.get("runtimeClassName").text())
                && !spec.get("nodeSelector").get(SANDBOX).isSet()) {
            result = set(
                    result,
                    Path.of("nodeSelector", SANDBOX),
                    Value.of(GVISOR),
                    Rule.SANDBOX,
                    "the runtime class needs nodes with GKE Sandbox");
        }
        return result;
    }

    private static Value renamed(Value selector) {
        var renamed = new LinkedHashMap<String, Value>();
        selector.entries()
                .forEach((label, value) ->
                        renamed.put(label.equals(PodClass.PREEMPTIBLE_LABEL) ? PodClass.SPOT_LABEL : label, value));
        return new Value.Mapping(renamed, selector.at());
    }

    private Value preemptibleAffinity(Value spec) {
        var terms = Path.of(
                "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");
        var result = spec;
        for (var t = 0; t < spec.get(terms).items().size(); t++) {
            var expressions = terms.then(t).then("matchExpressions");
            for (var e = 0; e < spec.get(expressions).items().size(); e++) {
                var key = expressions.then(e).then("key");
                if (spec.get(key).text().equals(PodClass.PREEMPTIBLE_LABEL)) {
                    result = set(
                            result,
                            key,
                            Value.of(PodClass.SPOT_LABEL),
                            Rule.SPOT,
                            "Spot Pods took the place of preemptible ones");
                }
            }
        }
        return result;
    }

    private Value tolerations(Value spec) {
        var result = spec;
        if (podClass.spot()) {
            result = tolerate(result, PodClass.SPOT_LABEL, "true", Rule.SPOT);
        }
        if (!podClass.label().isEmpty()) {
            result = tolerate(result, PodClass.CLASS_LABEL, podClass.label(), Rule.COMPUTE_CLASS);
        }
        if (GVISOR.equals(spec.get("runtimeClassName").text())) {
            result = tolerate(result, SANDBOX, GVISOR, Rule.SANDBOX);
        }
        if (podClass.gpus() > 0) {
            result = tolerate(result, PodClass.GPU_RESOURCE, "", Rule.ACCELERATOR);
        }
        if (podClass.tpu()) {
            result = tolerate(result, PodClass.TPU_RESOURCE, "", Rule.ACCELERATOR);
        }
        if (cluster.has(Feature.ARCH_TOLERATION)) {
            var asked = NodeAsks.of(spec).of(PodClass.ARCH_LABEL);
            for (var arch : asked.isEmpty() ? List.of(podClass.arch()) : asked) {
                result = tolerate(result, PodClass.ARCH_LABEL, arch, Rule.ARCHITECTURE);
            }
        }
        return result;
    }

    /** @param value empty: every value of the key */
    private Value tolerate(Value spec, String key, String value, Rule rule) {
        var present = spec.get("tolerations");
        var taint = new Taint(key, value, NO_SCHEDULE);
        if (present.items().stream().anyMatch(it -> toleration(it).tolerates(taint))) {
            return spec;
        }
        var fields = new LinkedHashMap<String, Value>();
        fields.put("key", Value.of(key));
        fields.put("operator", Value.of(value.isEmpty() ? "Exists" : "Equal"));
        if (!value.isEmpty()) {
            fields.put("value", Value.of(value));
        }
        fields.put("effect", Value.of(NO_SCHEDULE));
        var more = present instanceof Sequence ? present : Value.of(List.of());
        return set(
                spec,
                Path.of("tolerations"),
                more.plus(Value.of(fields)),
                rule,
                "its nodes carry the taint " + key + (value.isEmpty() ? "" : "=" + value) + ":" + NO_SCHEDULE);
    }

    private static Toleration toleration(Value value) {
        return new Toleration(
                value.get("key").text(),
                value.get("operator").text().equals("Exists"),
                value.get("value").text(),
                value.get("effect").text());
    }

    private Value sandboxAnnotations(Value object) {
        var result = object;
        for (var list : List.of("initContainers", "containers")) {
            for (var container : workload.podSpec(object).get(list).items()) {
                var key = "dev.gvisor.internal.seccomp." + container.get("name").text();
                var path = workload.podMetadata().then("annotations").then(key);
                if (!object.get(path).isSet()) {
                    var value = Value.of("RuntimeDefault");
                    changes.add(
                            new Change(Rule.SANDBOX, path, Value.ABSENT, value, "the sandbox applies seccomp itself"));
                    result = result.with(path, value);
                }
            }
        }
        return result;
    }

    private Value set(Value spec, Path path, Value after, Rule rule, String reason) {
        changes.add(new Change(rule, workload.podSpec().then(path), spec.get(path), after, reason));
        return spec.with(path, after);
    }
}

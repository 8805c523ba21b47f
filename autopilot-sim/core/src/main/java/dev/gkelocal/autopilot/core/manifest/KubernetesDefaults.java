package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The defaults that the API server sets before admission and that rules depend on. Source: Kubernetes, defaulting of the core
 * API: a Pod's request comes from its limit, a volume without a source is an emptyDir, host network ports are host ports.
 */
public final class KubernetesDefaults {
    private KubernetesDefaults() {}

    /** Objects without a Pod pass unchanged. */
    public static Value apply(Value object) {
        var workload = Workload.of(object);
        if (workload.isEmpty() || !(workload.get().podSpec(object) instanceof Mapping)) {
            return object;
        }
        var spec = workload.get().podSpec(object);
        var defaulted = volumes(spec);
        if (workload.get().isPod()) {
            var hostNetwork = spec.get("hostNetwork").isTrue();
            defaulted = containers(containers(defaulted, "containers", hostNetwork), "initContainers", hostNetwork);
        }
        return defaulted == spec ? object : object.with(workload.get().podSpec(), defaulted);
    }

    private static Value volumes(Value spec) {
        return mapped(
                spec,
                "volumes",
                volume -> volume instanceof Mapping(var entries, var ignored)
                                && entries.entrySet().stream()
                                        .allMatch(it -> it.getKey().equals("name")
                                                || !it.getValue().isSet())
                        ? volume.with("emptyDir", Value.of(Map.of()))
                        : volume);
    }

    private static Value containers(Value spec, String list, boolean hostNetwork) {
        return mapped(spec, list, container -> {
            var completed = requests(container);
            return hostNetwork ? mapped(completed, "ports", KubernetesDefaults::hostPort) : completed;
        });
    }

    private static Value requests(Value container) {
        var resources = container.get("resources");
        var requests = resources.get("requests");
        for (var limit : resources.get("limits").entries().entrySet()) {
            if (limit.getValue().isSet() && !requests.get(limit.getKey()).isSet()) {
                requests = requests.with(limit.getKey(), limit.getValue());
            }
        }
        return requests == resources.get("requests")
                ? container
                : container.with("resources", resources.with("requests", requests));
    }

    private static Value hostPort(Value port) {
        return port.get("hostPort").isSet() || !port.get("containerPort").isSet()
                ? port
                : port.with("hostPort", port.get("containerPort"));
    }

    private static Value mapped(Value parent, String list, UnaryOperator<Value> change) {
        var before = parent.get(list).items();
        List<Value> after = new ArrayList<>(before.size());
        var changed = false;
        for (var item : before) {
            var next = change.apply(item);
            changed |= next != item;
            after.add(next);
        }
        return changed ? parent.with(list, new Sequence(after, parent.get(list).at())) : parent;
    }
}

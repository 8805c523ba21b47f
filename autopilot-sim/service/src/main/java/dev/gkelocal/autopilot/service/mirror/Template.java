package dev.gkelocal.autopilot.service.mirror;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.service.enforcement.Gates;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A real Pod as the simulated cluster takes it. What differs between the Pods of one controller without mattering to any rule is left out,
 * so that they share a template there.
 */
final class Template {
    /** On Pods that come from the real cluster. */
    static final String REAL = "autopilot.gke-local.dev/real";

    /** Ends when the real one does. */
    private static final String RUN_FOR = "gkelocal.dev/run-for";

    private static final String FOREVER = "87600h";
    private static final String TOKENS = "kube-api-access-";
    private static final List<String> TELLING =
            List.of("autopilot.gke.io/", "cloud.google.com/", "cluster-autoscaler.kubernetes.io/", "gkelocal.dev/");

    private Template() {}

    /** @param played its life is the simulated one: it runs as long as its annotations say */
    static Value of(RealPod real, boolean played) {
        var all = Json.read(Serialization.asJson(real.pod()));
        var metadata = new LinkedHashMap<String, Value>();
        metadata.put("name", Value.of(real.name()));
        metadata.put("namespace", Value.of(real.namespace()));
        metadata.put("labels", all.get("metadata").get("labels"));
        metadata.put("annotations", annotations(all.get("metadata").get("annotations"), played));
        var pod = new LinkedHashMap<String, Value>();
        pod.put("apiVersion", Value.of("v1"));
        pod.put("kind", Value.of("Pod"));
        pod.put("metadata", Value.of((Map<String, Value>) metadata));
        pod.put("spec", spec(all.get("spec")));
        return Value.of((Map<String, Value>) pod);
    }

    static boolean isReal(Value template) {
        return template.get("metadata").get("annotations").get(REAL).isSet();
    }

    private static Value annotations(Value all, boolean played) {
        var kept = new LinkedHashMap<String, Value>();
        all.entries().forEach((key, value) -> {
            if (TELLING.stream().anyMatch(key::startsWith) && !key.equals("autopilot.gke.io/resource-adjustment")) {
                kept.put(key, value);
            }
        });
        if (!played) {
            kept.put(RUN_FOR, Value.of(FOREVER));
        }
        kept.put(REAL, Value.of("true"));
        return Value.of((Map<String, Value>) kept);
    }

    private static Value spec(Value spec) {
        var kept = spec.without("nodeName").without("hostname");
        var gates = kept.get("schedulingGates").items().stream()
                .filter(it -> !it.get("name").text().equals(Gates.NODE))
                .toList();
        kept = gates.isEmpty() ? kept.without("schedulingGates") : kept.with("schedulingGates", Value.of(gates));
        var volumes = kept.get("volumes").items().stream()
                .filter(it -> !it.get("name").text().startsWith(TOKENS))
                .toList();
        kept = kept.with("volumes", Value.of(volumes));
        for (var field : List.of("containers", "initContainers")) {
            if (kept.get(field).isSet()) {
                kept = kept.with(
                        field,
                        Value.of(kept.get(field).items().stream()
                                .map(Template::withoutToken)
                                .toList()));
            }
        }
        return kept;
    }

    private static Value withoutToken(Value container) {
        var mounts = container.get("volumeMounts").items().stream()
                .filter(it -> !it.get("name").text().startsWith(TOKENS))
                .toList();
        return container.with("volumeMounts", Value.of(mounts));
    }
}

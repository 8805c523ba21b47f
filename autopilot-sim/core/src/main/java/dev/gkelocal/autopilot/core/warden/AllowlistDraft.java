package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Yaml;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the WorkloadAllowlist that a workload would need, as the annotation cloud.google.com/generate-allowlist asks for. Like
 * Google's generator it leaves AppArmor profiles out.
 */
final class AllowlistDraft {
    private static final List<String> AS_WRITTEN = List.of("name", "image", "command", "args");
    private static final List<String> VOLUMES =
            List.of("hostPath", "nfs", "persistentVolumeClaim", "gcePersistentDisk", "configMap");

    private AllowlistDraft() {}

    /** YAML; empty where no violation can be exempted from. */
    static String of(JudgedPod pod, List<Violation> violations, String name) {
        var exemptions = violations.stream()
                .map(Violation::constraint)
                .filter(Allowlist.EXEMPTIBLE::contains)
                .distinct()
                .sorted()
                .map(Value::of)
                .toList();
        if (exemptions.isEmpty()) {
            return "";
        }
        var metadata = new LinkedHashMap<String, Value>();
        metadata.put("name", Value.of(name));
        metadata.put("annotations", Value.of(Map.of("autopilot.gke.io/no-connect", Value.of("true"))));
        var draft = new LinkedHashMap<String, Value>();
        draft.put("apiVersion", Value.of("auto.gke.io/v1"));
        draft.put("kind", Value.of("WorkloadAllowlist"));
        draft.put("metadata", Value.of(metadata));
        draft.put("exemptions", Value.of(exemptions));
        draft.put("matchingCriteria", criteria(pod));
        return Yaml.write(Value.of(draft));
    }

    private static Value criteria(JudgedPod pod) {
        var criteria = new LinkedHashMap<String, Value>();
        for (var field : List.of("hostIPC", "hostPID", "hostNetwork")) {
            if (pod.spec().get(field).isTrue()) {
                criteria.put(field, Value.of(true));
            }
        }
        put(
                criteria,
                "containers",
                pod.apps().stream().map(it -> container(it.value())).toList());
        put(
                criteria,
                "initContainers",
                pod.inits().stream().map(it -> container(it.value())).toList());
        put(
                criteria,
                "volumes",
                pod.spec().get("volumes").items().stream()
                        .filter(it ->
                                VOLUMES.stream().anyMatch(type -> it.get(type).isSet()))
                        .toList());
        return Value.of(criteria);
    }

    private static Value container(Value container) {
        var draft = new LinkedHashMap<String, Value>();
        for (var field : AS_WRITTEN) {
            if (container.get(field).isSet()) {
                draft.put(field, container.get(field));
            }
        }
        put(
                draft,
                "env",
                container.get("env").items().stream()
                        .map(it -> only(it, "name"))
                        .toList());
        put(
                draft,
                "envFrom",
                container.get("envFrom").items().stream()
                        .map(it -> only(it, "configMapRef", "secretRef"))
                        .toList());
        for (var field : List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe")) {
            var exec = only(container.get(field), "exec", "postStart", "preStop");
            if (!exec.entries().isEmpty()) {
                draft.put(field, exec);
            }
        }
        var security = only(container.get("securityContext"), "capabilities", "privileged");
        if (!security.entries().isEmpty()) {
            draft.put("securityContext", security);
        }
        put(draft, "volumeMounts", container.get("volumeMounts").items());
        put(draft, "volumeDevices", container.get("volumeDevices").items());
        return Value.of(draft);
    }

    private static Value only(Value mapping, String... fields) {
        var kept = new LinkedHashMap<String, Value>();
        for (var field : fields) {
            if (mapping.get(field).isSet()) {
                kept.put(field, mapping.get(field));
            }
        }
        return Value.of(kept);
    }

    private static void put(Map<String, Value> draft, String field, List<Value> items) {
        if (!items.isEmpty()) {
            draft.put(field, Value.of(items));
        }
    }
}

package dev.gkelocal.autopilot.core.manifest;

import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.BOOLEAN;
import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.MAPPING;
import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.STRING;

import dev.gkelocal.autopilot.core.manifest.Problem.Severity;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the API server would refuse in the fields that our rules read: wrong types, missing and malformed values. All
 * problems of an object are found, not only the first.
 */
public final class Shape {
    private static final Map<String, Set<String>> SERVED = Map.of(
            "Pod", Set.of("v1"),
            "ReplicationController", Set.of("v1"),
            "Deployment", Set.of("apps/v1"),
            "StatefulSet", Set.of("apps/v1"),
            "DaemonSet", Set.of("apps/v1"),
            "ReplicaSet", Set.of("apps/v1"),
            "Job", Set.of("batch/v1"),
            "CronJob", Set.of("batch/v1", "batch/v1beta1"));
    private static final Set<String> OWN_GROUPS = Set.of("", "apps", "batch", "extensions");

    private final List<Problem> problems = new ArrayList<>();
    private final FieldTypes types = new FieldTypes(problems);

    private Shape() {}

    /** Objects that are no workloads are looked at only as far as their kind and version. */
    public static List<Problem> check(Value object) {
        var shape = new Shape();
        shape.header(object);
        Workload.of(object).ifPresent(workload -> shape.workload(object, workload));
        return List.copyOf(shape.problems);
    }

    private void header(Value object) {
        var kind = object.get("kind");
        var version = object.get("apiVersion");
        if (!kind.isSet()) {
            problems.add(new Problem(Severity.ERROR, object.at(), "kind", "Object 'Kind' is missing"));
            return;
        }
        if (!version.isSet()) {
            problems.add(new Problem(Severity.ERROR, object.at(), "apiVersion", "Object 'apiVersion' is missing"));
            return;
        }
        types.check(kind, "kind", STRING);
        types.check(version, "apiVersion", STRING);
        var served = SERVED.getOrDefault(kind.text(), Set.of());
        var group = ObjectType.groupOf(version.text());
        if (!served.isEmpty() && !served.contains(version.text()) && OWN_GROUPS.contains(group)) {
            problems.add(new Problem(
                    Severity.ERROR,
                    version.at(),
                    "apiVersion",
                    "no matches for kind \"" + kind.text() + "\" in version " + Problem.quoted(version.text())
                            + "; use " + served.stream().min(String::compareTo).orElse("")));
        }
    }

    private void workload(Value object, Workload workload) {
        metadata(object.get("metadata"), "metadata");
        name(object.get("metadata"), object.at());
        if (!workload.isPod()) {
            metadata(workload.podMetadata(object), workload.podMetadata().toString());
        }
        new CountShape(problems).check(object, workload);
        var field = workload.podSpec().toString();
        var spec = workload.podSpec(object);
        if (!(spec instanceof Mapping)) {
            problems.add(
                    spec.isSet() ? Problem.wrongType(spec, field, "a mapping") : Problem.required(object.at(), field));
            return;
        }
        podSpec(spec, field);
        new ContainerShape(problems).check(spec, field);
        restartPolicy(spec, workload);
        new PodLevelResources(problems).check(spec, field);
    }

    private void metadata(Value metadata, String field) {
        types.check(metadata, field, MAPPING);
        types.check(metadata.get("name"), field + ".name", STRING);
        types.check(metadata.get("namespace"), field + ".namespace", STRING);
        types.check(metadata.get("generateName"), field + ".generateName", STRING);
        types.checkTexts(metadata.get("labels"), field + ".labels");
        types.checkTexts(metadata.get("annotations"), field + ".annotations");
        labelValues(metadata.get("labels"), field + ".labels");
    }

    private void labelValues(Value labels, String field) {
        labels.entries()
                .values()
                .forEach(value -> Names.labelValue(value.text())
                        .ifPresent(why -> problems.add(Problem.invalid(value, field, why))));
    }

    private void name(Value metadata, Position at) {
        var name = metadata.get("name");
        var prefix = metadata.get("generateName");
        if (name.text().isEmpty() && prefix.text().isEmpty()) {
            problems.add(new Problem(
                    Severity.ERROR, at, "metadata.name", "Required value: name or generateName is required"));
        }
        if (!name.text().isEmpty()) {
            Names.subdomain(name.text()).ifPresent(why -> problems.add(Problem.invalid(name, "metadata.name", why)));
        } else if (!prefix.text().isEmpty()) {
            Names.subdomain(prefix.text() + "x")
                    .ifPresent(why -> problems.add(Problem.invalid(prefix, "metadata.generateName", why)));
        }
        var namespace = metadata.get("namespace");
        if (!namespace.text().isEmpty()) {
            Names.label(namespace.text())
                    .ifPresent(why -> problems.add(Problem.invalid(namespace, "metadata.namespace", why)));
        }
    }

    private void podSpec(Value spec, String field) {
        for (var flag : List.of("hostNetwork", "hostPID", "hostIPC", "automountServiceAccountToken", "hostUsers")) {
            types.check(spec.get(flag), field + "." + flag, BOOLEAN);
        }
        for (var text : List.of(
                "runtimeClassName",
                "priorityClassName",
                "serviceAccountName",
                "restartPolicy",
                "nodeName",
                "schedulerName")) {
            types.check(spec.get(text), field + "." + text, STRING);
        }
        for (var list : List.of("tolerations", "topologySpreadConstraints", "volumes", "schedulingGates")) {
            types.checkMappings(spec.get(list), field + "." + list);
        }
        types.checkTexts(spec.get("nodeSelector"), field + ".nodeSelector");
        labelValues(spec.get("nodeSelector"), field + ".nodeSelector");
        types.check(spec.get("securityContext"), field + ".securityContext", MAPPING);
        new ResourceShape(problems).check(spec.get("resources"), field + ".resources");
        new ResourceShape(problems).amounts(spec.get("overhead"), field + ".overhead");
        affinity(spec.get("affinity"), field + ".affinity");
        tolerations(spec.get("tolerations"), field + ".tolerations");
    }

    private void affinity(Value affinity, String field) {
        types.check(affinity, field, MAPPING);
        var node = affinity.get("nodeAffinity");
        types.check(node, field + ".nodeAffinity", MAPPING);
        var required = "requiredDuringSchedulingIgnoredDuringExecution";
        var preferred = "preferredDuringSchedulingIgnoredDuringExecution";
        types.check(node.get(required), field + ".nodeAffinity." + required, MAPPING);
        types.checkMappings(
                node.get(required).get("nodeSelectorTerms"),
                field + ".nodeAffinity." + required + ".nodeSelectorTerms");
        types.checkMappings(node.get(preferred), field + ".nodeAffinity." + preferred);
        for (var kind : List.of("podAffinity", "podAntiAffinity")) {
            types.check(affinity.get(kind), field + "." + kind, MAPPING);
            types.checkMappings(affinity.get(kind).get(required), field + "." + kind + "." + required);
            types.checkMappings(affinity.get(kind).get(preferred), field + "." + kind + "." + preferred);
        }
    }

    private void tolerations(Value tolerations, String field) {
        var index = 0;
        for (var toleration : tolerations.items()) {
            var here = field + "[" + index++ + "]";
            for (var text : List.of("key", "operator", "value", "effect")) {
                types.check(toleration.get(text), here + "." + text, STRING);
            }
            var exists = toleration.get("operator").text().equals("Exists");
            if (exists && !toleration.get("value").text().isEmpty()) {
                problems.add(Problem.invalid(
                        toleration.get("value"),
                        here + ".operator",
                        "value must be empty when `operator` is 'Exists'"));
            }
            if (!exists && toleration.get("key").text().isEmpty() && toleration instanceof Mapping) {
                problems.add(Problem.invalid(
                        toleration.get("operator"), here + ".operator", "operator must be Exists when `key` is empty"));
            }
        }
    }

    private void restartPolicy(Value spec, Workload workload) {
        var policy = spec.get("restartPolicy");
        var field = workload.podSpec() + ".restartPolicy";
        var isJob = workload.kind().endsWith("Job");
        if (isJob && (!policy.isSet() || policy.text().equals("Always"))) {
            problems.add(new Problem(
                    Severity.ERROR,
                    policy.isSet() ? policy.at() : spec.at(),
                    field,
                    policy.isSet()
                            ? "Unsupported value: \"Always\": supported values: \"OnFailure\", \"Never\""
                            : "Required value: valid values: \"OnFailure\", \"Never\""));
        } else if (!isJob
                && !workload.isPod()
                && policy.isSet()
                && !policy.text().equals("Always")) {
            problems.add(new Problem(
                    Severity.ERROR,
                    policy.at(),
                    field,
                    "Unsupported value: " + Problem.quoted(policy.text()) + ": supported values: \"Always\""));
        }
    }
}

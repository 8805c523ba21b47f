package dev.gkelocal.autopilot.core.provisioning.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.NodeReader;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodReader;
import dev.gkelocal.autopilot.core.objects.Taint;
import dev.gkelocal.autopilot.core.objects.Toleration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PodRequirementsOracleTest {
    @Test
    void requirements_agreeWithTheAutoscaler() {
        var rows = OracleRows.read("pod-requirements/cases.jsonl");
        var failed = new ArrayList<String>();
        for (var row : rows) {
            var ours = answer(row.get("function").text(), row.get("in"));
            if (!agrees(ours, row.get("expect"))) {
                failed.add(row.get("id").text() + ": expected " + row.get("expect") + " but was " + ours);
            }
        }
        OracleTotals.record("pod-requirements", rows.size() - failed.size(), rows.size());
        assertThat(failed).isEmpty();
    }

    private static boolean agrees(Value ours, Value expected) {
        return expected.entries().entrySet().stream()
                .allMatch(it -> plain(ours.get(it.getKey())).equals(plain(it.getValue())));
    }

    /** One text for null, empty, false and no error; objects sorted, without empty fields and kinds of errors. */
    private static String plain(Value value) {
        return switch (value) {
            case Value.Mapping(var entries, var ignored) -> {
                var fields = new TreeMap<String, String>();
                entries.forEach((key, field) -> fields.put(key, plain(field)));
                fields.remove("kind");
                fields.values().removeIf(String::isEmpty);
                yield fields.isEmpty() ? "" : fields.toString();
            }
            case Value.Sequence(var items, var ignored) ->
                items.isEmpty()
                        ? ""
                        : items.stream()
                                .map(PodRequirementsOracleTest::plain)
                                .toList()
                                .toString();
            default -> value.text().equals("false") ? "" : value.text();
        };
    }

    private static Value answer(String function, Value in) {
        return switch (function) {
            case "extractWorkloadId" ->
                result(Value.of(WorkloadIdentity.of(node(in)).text()));
            case "workloadTaintsOfNode" -> result(taints(WorkloadIdentity.taintsOf(node(in))));
            case "taintsToWorkloadId" ->
                result(Value.of(WorkloadIdentity.of(node(in).taints()).text()));
            case "workloadIdToTolerations" ->
                result(tolerations(new WorkloadIdentity(in.get("id").text()).tolerations()));
            case "getNodeSelectors" ->
                result(required(LabelRequirements.of(pod(Value.ABSENT.with("nodeSelector", in.get(selectorField(in)))))
                        .byKey()));
            case "getNodeAffinities" -> result(required(affinity(in)));
            case "getTolerations" -> result(tolerations(PodRequirements.hard(pod(in).tolerations())));
            case "getRequirements" -> requirements(pod(in.get("pod")));
            case "networkingRequirements" ->
                Value.ABSENT.with(
                        "networkReq",
                        Value.ABSENT.with(
                                "additionalNetworkResources",
                                texts(PodRequirements.of(pod(in.get("pod"))).networks())));
            case "interfaceAnnotation" ->
                Value.ABSENT.with(
                        "annotation",
                        Value.of(PodRequirements.of(pod(in.get("pod"))).interfaces()));
            default -> lookUp(function, in);
        };
    }

    private static Value lookUp(String function, Value in) {
        var labels = labels(in.get(in.get("req").isSet() ? "req" : "requirements"));
        var key = in.get("key").text();
        return switch (function) {
            case "getSingleValue" ->
                Value.ABSENT
                        .with("val", Value.of(labels.single(key).orElse("")))
                        .with("found", Value.of(labels.single(key).isPresent()));
            case "getValues" ->
                Value.ABSENT
                        .with(
                                "vals",
                                labels.values(key)
                                        .map(PodRequirementsOracleTest::value)
                                        .orElse(Value.ABSENT))
                        .with("found", Value.of(labels.values(key).isPresent()));
            case "getAllKeyValueMatches" -> result(map(labels.singlesOf(patterns(in.get("patterns")))));
            case "workloadSeparationMatch" -> {
                var value = PodRequirements.separatingValue(
                        pod(Value.ABSENT.with("tolerations", Value.of(List.of(in.get("toleration")))))
                                .tolerations()
                                .getFirst(),
                        labels);
                yield Value.ABSENT.with("b", Value.of(value.isPresent())).with("s", Value.of(value.orElse("")));
            }
            case "workloadSeparationTaintsAndLabels" -> separation(in, labels);
            default -> Value.of("unknown function " + function);
        };
    }

    private static Value separation(Value in, LabelRequirements labels) {
        var rules = new Separation.Rules(
                patterns(in.get("allowlistedSystemLabelPatterns")),
                in.get("allowedNonWorkloadSeparationLabels").entries().keySet());
        var asked = new PodRequirements(pod(in).tolerations(), labels, 0, List.of(), "", Optional.empty(), "");
        return switch (asked.separation(rules)) {
            case Separation.Group(var taints, var apart) ->
                Value.ABSENT.with("taints", taints(taints)).with("labels", map(apart));
            case Separation.Invalid invalid ->
                Value.ABSENT.with("error", Value.ABSENT.with("message", Value.of(invalid.message())));
        };
    }

    private static Value requirements(Pod pod) {
        var asked = PodRequirements.of(pod);
        return Value.ABSENT
                .with("labelReq", required(asked.labels().byKey()))
                .with("tolerations", tolerations(asked.tolerations()))
                .with("podCapacity", Value.of(asked.podSlots() == 0 ? "" : Long.toString(asked.podSlots())))
                .with(
                        "queuedProvisioningReq",
                        asked.queued()
                                .map(it -> Value.ABSENT
                                        .with("enabled", Value.of(true))
                                        .with("resizeRequestName", Value.of(it.resizeRequest())))
                                .orElse(Value.ABSENT));
    }

    /** A Pod, or a Pod spec; without a namespace where the vector has none. */
    private static Pod pod(Value podOrSpec) {
        var pod = podOrSpec.get("spec").isSet() ? podOrSpec : Value.ABSENT.with("spec", podOrSpec);
        return new PodReader()
                .read(
                        pod,
                        pod.get("metadata").get("namespace").text(),
                        pod.get("metadata").get("name").text(),
                        "");
    }

    private static Map<String, LabelValues> affinity(Value in) {
        var required = Value.ABSENT.with("nodeSelectorTerms", in.get("nsTerms"));
        var affinity = Value.ABSENT.with("requiredDuringSchedulingIgnoredDuringExecution", required);
        return LabelRequirements.ofAffinity(
                pod(Value.ABSENT.with("affinity", Value.ABSENT.with("nodeAffinity", affinity)))
                        .nodeAffinity());
    }

    /** The vectors' name of the selector. */
    private static String selectorField(Value in) {
        return in.entries().keySet().stream().findFirst().orElse("nodeSelector");
    }

    private static Node node(Value in) {
        return NodeReader.read(Value.ABSENT
                .with("metadata", Value.ABSENT.with("labels", in.get("labels")))
                .with("spec", Value.ABSENT.with("taints", in.get("taints")))
                .with("status", Value.ABSENT.with("capacity", in.get("resources"))));
    }

    private static List<Pattern> patterns(Value texts) {
        return texts.items().stream().map(it -> Pattern.compile(it.text())).toList();
    }

    private static LabelRequirements labels(Value in) {
        var all = new TreeMap<String, LabelValues>();
        in.entries()
                .forEach((key, value) -> all.put(
                        key,
                        value.get("any").isTrue()
                                ? LabelValues.ANY
                                : LabelValues.of(
                                        value.items().stream().map(Value::text).toList())));
        return new LabelRequirements(all);
    }

    private static Value required(Map<String, LabelValues> labels) {
        return Value.of(
                labels.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> value(it.getValue()))));
    }

    private static Value value(LabelValues values) {
        return values.any() ? Value.ABSENT.with("any", Value.of(true)) : texts(values.values());
    }

    private static Value texts(Collection<String> texts) {
        return Value.of(texts.stream().map(Value::of).toList());
    }

    private static Value map(Map<String, String> map) {
        return Value.of(
                map.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> Value.of(it.getValue()))));
    }

    private static Value result(Value value) {
        return Value.ABSENT.with("result", value);
    }

    private static Value taints(List<Taint> taints) {
        return Value.of(taints.stream()
                .map(it -> map(Map.of("key", it.key(), "value", it.value(), "effect", it.effect())))
                .toList());
    }

    private static Value tolerations(List<Toleration> tolerations) {
        return Value.of(tolerations.stream()
                .map(it -> map(Map.of(
                        "key", it.key(),
                        "operator", it.exists() ? "Exists" : "Equal",
                        "value", it.value(),
                        "effect", it.effect())))
                .toList());
    }

    @Test
    void systemLabels_areThoseOfTheDomains() {
        assertThat(Set.of(
                        "cloud.google.com/gke-nodepool",
                        "supported-cpu-platform.cloud.google.com/Intel",
                        "my-cloud.google.com/x",
                        "topology.kubernetes.io/zone",
                        "autoscaling.gke.io/x",
                        "autoscaling.x-k8s.io/y",
                        "gke.networks.io/z"))
                .allMatch(GkeLabels::isSystem);
        assertThat(Set.of(
                        "team",
                        "xcloud.google.com/a",
                        "cloud.google.com",
                        "example.com/cloud.google",
                        "cloud-google.com/a"))
                .noneMatch(GkeLabels::isSystem);
    }

    /** Section 8, entry 20: identities are kept apart, and a selector without a toleration never schedules. */
    @Test
    void separation_withoutToleration_neverSchedules_andIdentitiesDiffer() {
        var selectorOnly = pod(Value.ABSENT.with("nodeSelector", map(Map.of("team", "blue"))));
        assertThat(PodRequirements.of(selectorOnly).separation(Separation.Rules.DEFAULT))
                .isEqualTo(new Separation.Invalid("team"));
        var noSchedule = WorkloadIdentity.of(List.of(new Taint("team", "blue", "NoSchedule")));
        var noExecute = WorkloadIdentity.of(List.of(new Taint("team", "blue", "NoExecute")));
        var other = WorkloadIdentity.of(List.of(new Taint("team", "red", "NoSchedule")));
        assertThat(Set.of(noSchedule, noExecute, other, WorkloadIdentity.of(List.of())))
                .hasSize(4);
        assertThat(WorkloadIdentity.of(List.of(new Taint("b", "1", "NoSchedule"), new Taint("a", "1", "NoSchedule")))
                        .text())
                .isEqualTo("NoSchedule:a:1,NoSchedule:b:1");
    }
}

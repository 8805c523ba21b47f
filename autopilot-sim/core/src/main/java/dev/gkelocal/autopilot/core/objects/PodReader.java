package dev.gkelocal.autopilot.core.objects;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads a Pod, or the Pod template of a controller, leniently: what is missing or of a wrong type takes Kubernetes' default. */
public final class PodReader {
    private final Map<String, PriorityClass> classes = new HashMap<>();
    private final PriorityClass whenUnnamed;

    /** @param classes of the cluster, beside the two that every cluster has */
    public PodReader(List<PriorityClass> classes) {
        PriorityClass.SYSTEM.forEach(it -> this.classes.put(it.name(), it));
        classes.forEach(it -> this.classes.put(it.name(), it));
        whenUnnamed = classes.stream()
                .filter(PriorityClass::isDefault)
                .findFirst()
                .orElse(new PriorityClass("", 0, true, true));
    }

    /** For clusters without priority classes of their own. */
    public PodReader() {
        this(List.of());
    }

    /** @param pod a manifest of kind Pod */
    public Pod read(Value pod) {
        var metadata = pod.get("metadata");
        var owner = metadata.get("ownerReferences").items().stream()
                .filter(it -> it.get("controller").isTrue())
                .map(it -> it.get("kind").text() + "/" + it.get("name").text())
                .findFirst()
                .orElse("");
        return read(
                pod,
                metadata.get("namespace").text("default"),
                metadata.get("name").text(metadata.get("generateName").text()),
                owner);
    }

    /**
     * @param template with fields metadata and spec
     * @param owner as {@link Pod#owner}
     */
    public Pod read(Value template, String namespace, String name, String owner) {
        var metadata = template.get("metadata");
        var spec = template.get("spec");
        var affinity = spec.get("affinity");
        var priority = priorityClass(spec);
        return new Pod(
                namespace,
                name,
                metadata.get("uid").text(namespace + "/" + name),
                metadata.get("labels").texts(),
                metadata.get("annotations").texts(),
                owner,
                EffectiveRequests.of(spec),
                (int) Math.clamp(
                        spec.get("priority").integer().orElse(priority.value()), Integer.MIN_VALUE, Integer.MAX_VALUE),
                preempts(spec, priority),
                spec.get("nodeName").text(),
                spec.get("nodeSelector").texts(),
                SelectorReader.nodeAffinity(affinity.get("nodeAffinity")),
                SelectorReader.podAffinity(affinity.get("podAffinity")),
                SelectorReader.podAffinity(affinity.get("podAntiAffinity")),
                tolerations(spec),
                spread(spec),
                hostPorts(spec),
                spec.get("schedulingGates").items().stream()
                        .map(it -> it.get("name").text())
                        .toList(),
                List.of(),
                created(metadata));
    }

    private PriorityClass priorityClass(Value spec) {
        var name = spec.get("priorityClassName").text();
        return name.isEmpty() ? whenUnnamed : classes.getOrDefault(name, whenUnnamed);
    }

    private static boolean preempts(Value spec, PriorityClass priority) {
        var policy = spec.get("preemptionPolicy").text();
        return policy.isEmpty() ? priority.preempts() : !policy.equals("Never");
    }

    private static List<Toleration> tolerations(Value spec) {
        return spec.get("tolerations").items().stream()
                .map(it -> new Toleration(
                        it.get("key").text(),
                        it.get("operator").text().equals("Exists"),
                        it.get("value").text(),
                        it.get("effect").text()))
                .toList();
    }

    private static List<SpreadConstraint> spread(Value spec) {
        return spec.get("topologySpreadConstraints").items().stream()
                .map(it -> new SpreadConstraint(
                        it.get("topologyKey").text(),
                        count(it.get("maxSkew")),
                        !it.get("whenUnsatisfiable").text().equals("ScheduleAnyway"),
                        SelectorReader.labelSelector(it.get("labelSelector")),
                        count(it.get("minDomains")),
                        !it.get("nodeAffinityPolicy").text().equals("Ignore"),
                        it.get("nodeTaintsPolicy").text().equals("Honor"),
                        SelectorReader.texts(it.get("matchLabelKeys"))))
                .toList();
    }

    /** At least 1, the default of both fields that are counts. */
    private static int count(Value number) {
        return (int) Math.clamp(number.integer().orElse(1), 1, Integer.MAX_VALUE);
    }

    /** Ports of app containers and sidecars; on the host network every container port is one of the host. */
    private static List<Pod.HostPort> hostPorts(Value spec) {
        var ports = new ArrayList<Pod.HostPort>();
        var onHost = spec.get("hostNetwork").isTrue();
        spec.get("containers").items().forEach(it -> addPorts(ports, it, onHost));
        spec.get("initContainers").items().stream()
                .filter(EffectiveRequests::isSidecar)
                .forEach(it -> addPorts(ports, it, onHost));
        return ports;
    }

    private static void addPorts(List<Pod.HostPort> ports, Value container, boolean onHost) {
        for (var each : container.get("ports").items()) {
            var inside = onHost ? each.get("containerPort").integer().orElse(0) : 0;
            var number = each.get("hostPort").integer().orElse(inside);
            if (number > 0 && number <= 65_535) {
                ports.add(new Pod.HostPort(
                        each.get("hostIP").text(), each.get("protocol").text("TCP"), (int) number));
            }
        }
    }

    private static Instant created(Value metadata) {
        try {
            return Instant.parse(metadata.get("creationTimestamp").text());
        } catch (DateTimeParseException absent) {
            return Instant.EPOCH;
        }
    }
}

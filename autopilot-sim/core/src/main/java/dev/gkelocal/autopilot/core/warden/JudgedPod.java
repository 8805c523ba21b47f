package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.ClassMatrix;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * A Pod, or the template of a controller, laid out for the constraints.
 *
 * @param name of the object as messages give it: empty for a Pod that is yet to be named
 * @param podClass the class that rules it, as admission finds it
 * @param containers app containers before init containers, as Warden lists them
 */
record JudgedPod(
        Workload workload,
        String name,
        Value metadata,
        Value spec,
        List<Container> containers,
        NodeChoice choice,
        PodClass podClass) {
    static final String GPU = "nvidia.com/gpu";

    JudgedPod {
        containers = List.copyOf(containers);
    }

    record Container(String name, boolean init, Value value, Path path) {
        Value securityContext() {
            return value.get("securityContext");
        }

        /** The request, or the limit that stands in for it; 0 where there is none or no quantity. */
        Quantity request(String resource) {
            var resources = value.get("resources");
            var requested = resources.get("requests").get(resource);
            var written =
                    requested.isSet() ? requested : resources.get("limits").get(resource);
            return Quantity.parse(written.text()).orElse(Quantity.ZERO);
        }
    }

    static JudgedPod of(Workload workload, Value object, WardenSettings settings) {
        var spec = workload.podSpec(object);
        var containers = new ArrayList<Container>();
        for (var list : List.of("containers", "initContainers")) {
            var items = spec.get(list).items();
            for (var i = 0; i < items.size(); i++) {
                containers.add(new Container(
                        items.get(i).get("name").text(),
                        list.equals("initContainers"),
                        items.get(i),
                        workload.podSpec().then(list).then(i)));
            }
        }
        return new JudgedPod(
                workload,
                object.get("metadata").get("name").text(),
                workload.podMetadata(object),
                spec,
                containers,
                NodeChoice.of(spec, workload.podSpec()),
                podClass(workload, object, settings));
    }

    private static PodClass podClass(Workload workload, Value object, WardenSettings settings) {
        var spec = workload.podSpec(object);
        var classes = new HashMap<>(settings.customClasses());
        var label = NodeChoice.of(spec, workload.podSpec())
                .value(PodClass.CLASS_LABEL)
                .orElse("");
        if (settings.assumeOtherClassesExist()
                && !label.isEmpty()
                && !ClassMatrix.shipped().isBuiltIn(label)) {
            classes.putIfAbsent(label, new CustomClass(label, "", true));
        }
        var ofDaemonSet = workload.isDaemonSet()
                || object.get("metadata").get("ownerReferences").items().stream()
                        .anyMatch(it -> it.get("kind").text().equals("DaemonSet"));
        return PodClass.of(workload.podMetadata(object), spec, ofDaemonSet, settings.cluster(), classes);
    }

    List<Container> apps() {
        return containers.stream().filter(it -> !it.init()).toList();
    }

    List<Container> inits() {
        return containers.stream().filter(Container::init).toList();
    }

    /** Sum over app containers. */
    Quantity total(String resource) {
        return apps().stream().map(it -> it.request(resource)).reduce(Quantity.ZERO, Quantity::plus);
    }

    /** Largest init container. */
    Quantity largestInit(String resource) {
        return inits().stream().map(it -> it.request(resource)).reduce(Quantity.ZERO, Quantity::max);
    }

    boolean requestsGpu() {
        return containers.stream().anyMatch(it -> it.request(GPU).signum() > 0);
    }

    Path field(String... steps) {
        return workload.podSpec().then(Path.of(steps));
    }
}

package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.util.ArrayList;

/** Pulls images: once per node, and in a time that grows with their size. */
final class Images {
    private static final String KUBELET = "kubelet";

    private final World world;

    Images(World world) {
        this.world = world;
    }

    /** How long until all images of the Pod are on the node. */
    Duration pull(PodState pod, Value spec, Behaviour behaviour, NodeState node) {
        var missing = new ArrayList<String>();
        var here = world.node(node.name()).orElse(node);
        for (var container : spec.get("containers").items()) {
            var image = container.get("image").text();
            if (here.images().contains(image)) {
                world.normal(
                        pod.key(), KUBELET, "Pulled", "Container image \"" + image + "\" already present on machine");
            } else if (!missing.contains(image)) {
                missing.add(image);
                world.normal(pod.key(), KUBELET, "Pulling", "Pulling image \"" + image + "\"");
                here = here.pulled(image);
            }
        }
        if (missing.isEmpty()) {
            return Duration.ZERO;
        }
        world.put(here);
        return world.facts.timing().pullPerMegabyte().multipliedBy(behaviour.imageMegabytes());
    }

    void report(PodState pod, Value spec) {
        for (var container : spec.get("containers").items()) {
            var name = container.get("name").text();
            world.normal(pod.key(), KUBELET, "Created", "Created container: " + name);
            world.normal(pod.key(), KUBELET, "Started", "Started container " + name);
        }
    }
}

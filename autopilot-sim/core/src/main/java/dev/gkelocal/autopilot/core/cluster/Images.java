package dev.gkelocal.autopilot.core.cluster;

import static dev.gkelocal.autopilot.core.cluster.PodState.NOT_YET;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;

/** Pulls images: once per node, and in a time that grows with their size. */
final class Images {
    private static final String KUBELET = "kubelet";

    private final World world;

    Images(World world) {
        this.world = world;
    }

    /** How long until all images of the Pod are on the node; a pull that is going on is waited for. */
    Duration pull(PodState pod, Value spec, Behaviour behaviour, NodeState node) {
        var here = world.node(node.name()).orElse(node);
        var pulls = world.facts.timing().pullPerMegabyte().multipliedBy(behaviour.imageMegabytes());
        var there = world.now().plusMillis(pulls.toMillis());
        var latest = world.now();
        for (var container : spec.get("containers").items()) {
            var image = container.get("image").text();
            var since = here.images().getOrDefault(image, NOT_YET);
            if (since.equals(NOT_YET)) {
                world.normal(pod.key(), KUBELET, "Pulling", "Pulling image \"" + image + "\"");
                here = here.pulled(image, there);
                since = there;
            } else if (!since.isAfter(world.now())) {
                world.normal(
                        pod.key(), KUBELET, "Pulled", "Container image \"" + image + "\" already present on machine");
            }
            latest = since.isAfter(latest) ? since : latest;
        }
        world.put(here);
        return Duration.between(world.now(), latest);
    }

    void report(PodState pod, Value spec) {
        for (var container : spec.get("containers").items()) {
            var name = container.get("name").text();
            world.normal(pod.key(), KUBELET, "Created", "Created container: " + name);
            world.normal(pod.key(), KUBELET, "Started", "Started container " + name);
        }
    }
}

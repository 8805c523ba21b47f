package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.objects.NodeAffinity;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodReader;
import dev.gkelocal.autopilot.core.objects.PriorityClass;
import dev.gkelocal.autopilot.core.objects.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pods as scheduling, provisioning and pricing see them, read once from their templates. */
final class Shapes implements WorldListener {
    private final World world;
    private final Templates templates;
    private final Map<String, Pod> byUid = new HashMap<>();
    private PodReader reader = new PodReader();

    Shapes(World world, Templates templates) {
        this.world = world;
        this.templates = templates;
        world.listen(this);
    }

    Pod of(PodState pod) {
        var known = byUid.get(pod.uid());
        if (known == null) {
            known = read(pod);
            byUid.put(pod.uid(), known);
        }
        var zones = pod.node().isEmpty()
                ? world.volumes.zonesOf(
                        pod.namespace(), templates.get(pod.template()).get("spec"), pod.name())
                : known.volumeZones();
        if (known.nodeName().equals(pod.node()) && known.volumeZones().equals(zones)) {
            return known;
        }
        var moved = known.change().nodeName(pod.node()).volumeZones(zones).build();
        byUid.put(pod.uid(), moved);
        return moved;
    }

    private Pod read(PodState pod) {
        var owner = pod.owner().isNone() ? "" : pod.owner().reference();
        var read = reader.read(templates.get(pod.template()), pod.namespace(), pod.name(), owner);
        var changed =
                read.change().uid(pod.uid()).nodeName("").created(pod.times().created());
        if (!pod.pin().isEmpty()) {
            changed.nodeAffinity(pinned(read.nodeAffinity(), pod.pin()));
        }
        return changed.build();
    }

    /** A DaemonSet's Pod may only go to its node. */
    private static NodeAffinity pinned(NodeAffinity affinity, String node) {
        var field = new Requirement("metadata.name", Requirement.Operator.IN, List.of(node));
        var terms = new ArrayList<NodeAffinity.Term>();
        for (var term : affinity.required()) {
            var fields = new ArrayList<>(term.fields());
            fields.add(field);
            terms.add(new NodeAffinity.Term(term.labels(), fields));
        }
        if (terms.isEmpty()) {
            terms.add(new NodeAffinity.Term(List.of(), List.of(field)));
        }
        return new NodeAffinity(terms, affinity.preferred());
    }

    /** Priority classes count for Pods that are made from now on, as in a real cluster. */
    void readPriorityClasses() {
        var classes = new ArrayList<PriorityClass>();
        for (var each : world.objects("PriorityClass")) {
            var manifest = each.manifest();
            classes.add(new PriorityClass(
                    each.key().name(),
                    (int) Math.clamp(manifest.get("value").integer().orElse(0), Integer.MIN_VALUE, Integer.MAX_VALUE),
                    manifest.get("globalDefault").isTrue(),
                    !manifest.get("preemptionPolicy").text().equals("Never")));
        }
        reader = new PodReader(classes);
    }

    @Override
    public void podRemoved(PodState pod) {
        byUid.remove(pod.uid());
    }
}

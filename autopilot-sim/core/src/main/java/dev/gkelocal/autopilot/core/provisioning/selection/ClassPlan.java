package dev.gkelocal.autopilot.core.provisioning.selection;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.shapes.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machines that a custom ComputeClass wants, best first (autopilot sheet 1.10).
 *
 * @param scalesUpAnyway any machine will do once no priority can be had
 * @param createsPools node pools are made for it; without, only existing ones grow
 * @param consolidationDelay a node is unneeded for so long before it goes; empty text of the class = {@link #UNSAID}
 * @param migratesUp Pods move when a better priority can be had again
 * @param managed its nodes are Autopilot's whatever the cluster's mode
 */
public record ClassPlan(
        String name,
        List<ClassRule> priorities,
        boolean scalesUpAnyway,
        boolean createsPools,
        Duration consolidationDelay,
        boolean migratesUp,
        boolean managed) {
    /** The class says nothing of consolidation: the cluster's delay counts. */
    public static final Duration UNSAID = Duration.ZERO;

    private static final long MAX_DELAY_MINUTES = 24 * 60;

    public ClassPlan {
        priorities = List.copyOf(priorities);
    }

    /** Reads a ComputeClass object; what cannot be read makes no demand. */
    public static ClassPlan of(Value object) {
        var spec = object.get("spec");
        return new ClassPlan(
                object.get("metadata").get("name").text(),
                spec.get("priorities").items().stream()
                        .map(it -> PriorityReader.read(it, spec.get("priorityDefaults")))
                        .toList(),
                spec.get("whenUnsatisfiable").text().equals("ScaleUpAnyway"),
                spec.get("nodePoolAutoCreation").get("enabled").isTrue(),
                delay(spec.get("autoscalingPolicy").get("consolidationDelayMinutes")),
                spec.get("activeMigration").get("optimizeRulePriority").isTrue(),
                spec.get("autopilot").get("enabled").isTrue());
    }

    /** Kept within the bounds of 60 s to 24 h. */
    private static Duration delay(Value minutes) {
        var said = minutes.integer();
        return said.isEmpty() ? UNSAID : Duration.ofMinutes(Math.clamp(said.getAsLong(), 1, MAX_DELAY_MINUTES));
    }

    /** A class that every cluster has without an object: autopilot, autopilot-spot, autopilot-arm. */
    public static Optional<ClassPlan> builtIn(String name) {
        return BuiltIn.ALL.stream().filter(it -> it.name.equals(name)).findFirst();
    }

    /** What to try, in this order, until one gives machines. */
    public List<ClassRule> attempts() {
        var attempts = new ArrayList<>(priorities);
        if (scalesUpAnyway) {
            attempts.add(ClassRule.EMPTY);
        }
        return List.copyOf(attempts);
    }

    private static final class BuiltIn {
        private static final List<ClassPlan> ALL = Table.read(ClassPlan.class, "built-in-classes.tsv").stream()
                .map(row -> ofFamily(row.text(0), row.text(1), row.text(2).equals("spot")))
                .toList();

        private static ClassPlan ofFamily(String name, String podFamily, boolean spot) {
            return new ClassPlan(
                    name, List.of(ClassRule.ofPodFamily(podFamily, spot)), false, true, UNSAID, false, true);
        }
    }
}

package dev.gkelocal.autopilot.core.provisioning.requirements;

import dev.gkelocal.autopilot.core.objects.Taint;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Whether and how a Pod's workload is kept apart from others (autopilot sheet 1.9). */
public sealed interface Separation {
    /**
     * What a node group for the Pod must carry; both are empty for a Pod that shares nodes.
     *
     * @param taints of the keys that the Pod tolerates and selects
     * @param labels of the same keys
     */
    record Group(List<Taint> taints, SortedMap<String, String> labels) implements Separation {
        public Group {
            taints = List.copyOf(taints);
            labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        }
    }

    /** The Pod never schedules: it selects a label that no group will ever get. */
    record Invalid(String label) implements Separation {
        public String message() {
            return "pod requests an unknown label without a matching toleration: " + label;
        }
    }

    /**
     * Which keys may do what.
     *
     * @param systemKeys patterns of keys of the system that set workloads apart all the same
     * @param withoutToleration keys that a Pod may select without tolerating them
     */
    record Rules(List<Pattern> systemKeys, Set<String> withoutToleration) {
        public static final Rules DEFAULT = new Rules(List.of(), Set.of());

        public Rules {
            systemKeys = List.copyOf(systemKeys);
            withoutToleration = Set.copyOf(withoutToleration);
        }

        boolean canSeparate(String key) {
            return !GkeLabels.isSystem(key)
                    || systemKeys.stream().anyMatch(it -> it.matcher(key).find());
        }
    }
}

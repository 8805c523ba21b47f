package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.NodeAsks;
import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Constraint autogke-node-affinity-selector-limitation (autopilot sheet 1.9, 2.3): which labels a Pod may choose nodes by. Preferred
 * affinity is free.
 */
final class SelectorConstraint {
    private static final String MACHINE_FAMILY = "cloud.google.com/machine-family";
    private static final String PLATFORM_PREFIX = "supported-cpu-platform.cloud.google.com/";

    private static final class Shipped {
        static final List<Key> KEYS = DataTable.read(SelectorConstraint.class, "selector-keys.tsv").rows().stream()
                .map(row -> new Key(
                        row.getOrDefault("key", ""),
                        Era.valueOf(row.getOrDefault("since", "")),
                        row.getOrDefault("printed", "").equals("yes"),
                        row.getOrDefault("custom", "").equals("yes")))
                .toList();
    }

    /**
     * @param printed in messages
     * @param custom also beside a custom compute class
     */
    private record Key(String name, Era since, boolean printed, boolean custom) {}

    private SelectorConstraint() {}

    static void judge(JudgedPod pod, WardenSettings settings, Findings findings) {
        if (!pod.podClass().supported()) {
            var label = pod.podClass().label();
            findings.add("class-unknown", pod.field("nodeSelector", PodClass.CLASS_LABEL), label);
        }
        selectors(pod, settings, pod.podClass().custom().isPresent(), findings);
        affinities(pod, settings, findings);
        if (pod.choice().names(MACHINE_FAMILY) && !pod.podClass().label().equals("Performance")) {
            findings.add("machine-family", pod.field("nodeSelector", MACHINE_FAMILY));
        }
        if (settings.era().isBefore(Era.WARDEN) && LimitConstraints.isExtended(pod)) {
            findings.add("safe-to-evict", pod.workload().podMetadata().then("annotations"));
        }
    }

    private static void selectors(JudgedPod pod, WardenSettings settings, boolean custom, Findings findings) {
        var refused = new ArrayList<String>();
        pod.choice().selector().forEach((key, value) -> {
            var allowed = isListed(key, settings, custom) || isLeft(key, pod, Optional.of(value), settings);
            if (!allowed) {
                refused.add(key);
            }
        });
        for (var key : refused) {
            var path = pod.field("nodeSelector", key);
            if (custom && isListed(key, settings, false)) {
                findings.add("selector-custom", path, key, String.join(",", printed(settings, true)));
            } else if (settings.era() == Era.GATEKEEPER) {
                findings.add("selector", path, "\"" + key + "\"", HostConstraints.regoList(printed(settings, false)));
            } else {
                findings.add("selector", path, key, String.join(",", printed(settings, false)));
            }
        }
    }

    /** All refused keys of the required affinity in one message, in their order. */
    private static void affinities(JudgedPod pod, WardenSettings settings, Findings findings) {
        var refused = new LinkedHashMap<String, Path>();
        for (var term : pod.choice().affinity()) {
            Optional<String> value =
                    term.values().size() == 1 ? Optional.of(term.values().getFirst()) : Optional.empty();
            if (!isListed(term.key(), settings, false) && !isLeft(term.key(), pod, value, settings)) {
                refused.putIfAbsent(term.key(), term.path());
            }
        }
        if (refused.isEmpty()) {
            return;
        }
        var path = refused.values().iterator().next();
        var allowed = printed(settings, false);
        if (settings.era() == Era.GATEKEEPER) {
            var cpu = Long.toString(pod.total("cpu").milli());
            findings.add(
                    "affinity",
                    path,
                    HostConstraints.regoList(refused.keySet()),
                    HostConstraints.regoList(allowed),
                    cpu);
        } else {
            findings.add("affinity", path, String.join(",", refused.keySet()), String.join(",", allowed));
        }
    }

    /** Workload separation, or a label of one's own that is left to the scheduler. */
    private static boolean isLeft(String key, JudgedPod pod, Optional<String> value, WardenSettings settings) {
        return pod.choice().isSeparated(key, value)
                || (!settings.customSelectorsNeedTolerations() && !NodeAsks.isSystemLabel(key));
    }

    private static boolean isListed(String key, WardenSettings settings, boolean custom) {
        return settings.extraSelectorKeys().contains(key)
                || key.startsWith(PLATFORM_PREFIX)
                || Shipped.KEYS.stream()
                        .anyMatch(it -> it.name().equals(key)
                                && !settings.era().isBefore(it.since())
                                && (!custom || it.custom()));
    }

    private static List<String> printed(WardenSettings settings, boolean custom) {
        var keys = new LinkedHashSet<String>();
        for (var key : Shipped.KEYS) {
            if (key.printed() && !settings.era().isBefore(key.since()) && (!custom || key.custom())) {
                keys.add(key.name());
            }
        }
        if (!custom) {
            settings.extraSelectorKeys().stream().sorted().forEach(keys::add);
        }
        return List.copyOf(keys);
    }

    /** The keys of a message in an era, for tests of the data. */
    static Map<String, Boolean> keys() {
        var keys = new LinkedHashMap<String, Boolean>();
        Shipped.KEYS.forEach(it -> keys.put(it.name(), it.printed()));
        return keys;
    }
}

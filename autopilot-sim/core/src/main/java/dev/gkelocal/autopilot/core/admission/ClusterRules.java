package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.classes.PodClass;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Map;
import java.util.Set;

/**
 * All that admission knows of the cluster.
 *
 * @param classes the cluster's custom compute classes by name
 */
public record ClusterRules(ClusterTraits traits, Map<String, CustomClass> classes, AdmissionSettings settings) {
    private static final ClusterVersion BURSTS_FROM = ClusterVersion.of("1.30.2-gke.1394000");
    private static final ClusterVersion CREATED_FROM = ClusterVersion.of("1.26.0-gke.0");

    public ClusterRules {
        classes = Map.copyOf(classes);
    }

    /** The newest version, without custom classes, with the default settings. */
    public static ClusterRules of(boolean bursting) {
        return of(bursting, ClusterVersion.LATEST);
    }

    public static ClusterRules of(boolean bursting, ClusterVersion version) {
        return new ClusterRules(new ClusterTraits(bursting, version, Set.of()), Map.of(), AdmissionSettings.DEFAULTS);
    }

    /** Whether Pods may burst on a cluster of that age (autopilot sheet 1.7). */
    public static boolean bursts(ClusterVersion current, ClusterVersion created) {
        return current.atLeast(BURSTS_FROM) && created.atLeast(CREATED_FROM);
    }

    public ClusterRules with(Map<String, CustomClass> changed) {
        return new ClusterRules(traits, changed, settings);
    }

    public ClusterRules with(AdmissionSettings changed) {
        return new ClusterRules(traits, classes, changed);
    }

    public boolean has(Feature feature) {
        var switched = settings.features().get(feature);
        return switched == null ? feature.isIn(traits.version()) : switched;
    }

    /** The class that rules the Pods of a workload. */
    public PodClass classOf(Value object, Workload workload) {
        return PodClass.of(
                workload.podMetadata(object),
                workload.podSpec(object),
                isDaemonSets(object, workload),
                traits,
                classes);
    }

    private static boolean isDaemonSets(Value object, Workload workload) {
        return workload.isDaemonSet()
                || object.get("metadata").get("ownerReferences").items().stream()
                        .anyMatch(it -> it.get("kind").text().equals("DaemonSet"));
    }
}

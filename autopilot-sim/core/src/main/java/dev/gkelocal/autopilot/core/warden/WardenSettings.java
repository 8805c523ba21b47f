package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the judgement depends on beside the object.
 *
 * @param cluster bursting, version, variants of the class matrix
 * @param allowNetAdmin the cluster's workload policy allow-net-admin (autopilot sheet 2.3)
 * @param allowNetRaw Warden's own text lists NET_RAW while the documentation says it cannot be added (autopilot sheet 9)
 * @param customSelectorsNeedTolerations refuses a selector on a label of one's own without a matching toleration; otherwise it is left
 *     to the scheduler, where it stays pending (autopilot sheet 1.9)
 * @param customClasses the cluster's ComputeClass objects by name
 * @param assumeOtherClassesExist takes a class that is neither built in nor known for a custom one, for checks without a cluster
 * @param extraSelectorKeys label keys that newer versions allow beyond the shipped list
 * @param allowlists the WorkloadAllowlists that are installed
 * @param authorizedAllowlistPaths the cluster's flag autopilot-privileged-admission (autopilot sheet 2.6)
 * @param generatedAllowlistName the name of an allowlist that a denial prints; GKE takes {@code allowlist-} and the time
 * @param hintsAtAllowlists adds the line on generating an allowlist that clusters of 2026 were seen to print
 */
public record WardenSettings(
        Era era,
        ClusterTraits cluster,
        boolean allowNetAdmin,
        boolean allowNetRaw,
        boolean customSelectorsNeedTolerations,
        Map<String, CustomClass> customClasses,
        boolean assumeOtherClassesExist,
        Set<String> extraSelectorKeys,
        List<Allowlist> allowlists,
        List<String> authorizedAllowlistPaths,
        String generatedAllowlistName,
        boolean hintsAtAllowlists) {
    public WardenSettings {
        customClasses = Map.copyOf(customClasses);
        extraSelectorKeys = Set.copyOf(extraSelectorKeys);
        allowlists = List.copyOf(allowlists);
        authorizedAllowlistPaths = List.copyOf(authorizedAllowlistPaths);
    }

    /** Today's wording, no exemptions, no custom classes. */
    public static WardenSettings of(ClusterTraits cluster) {
        return new WardenSettings(
                Era.WARDEN,
                cluster,
                false,
                true,
                true,
                Map.of(),
                false,
                Set.of(),
                List.of(),
                List.of("gke://*"),
                "allowlist-generated",
                false);
    }

    public WardenSettings era(Era changed) {
        return new WardenSettings(
                changed,
                cluster,
                allowNetAdmin,
                allowNetRaw,
                customSelectorsNeedTolerations,
                customClasses,
                assumeOtherClassesExist,
                extraSelectorKeys,
                allowlists,
                authorizedAllowlistPaths,
                generatedAllowlistName,
                hintsAtAllowlists);
    }

    public WardenSettings capabilities(boolean netAdmin, boolean netRaw) {
        return new WardenSettings(
                era,
                cluster,
                netAdmin,
                netRaw,
                customSelectorsNeedTolerations,
                customClasses,
                assumeOtherClassesExist,
                extraSelectorKeys,
                allowlists,
                authorizedAllowlistPaths,
                generatedAllowlistName,
                hintsAtAllowlists);
    }

    public WardenSettings classes(Map<String, CustomClass> known, boolean assumeOthers) {
        return new WardenSettings(
                era,
                cluster,
                allowNetAdmin,
                allowNetRaw,
                customSelectorsNeedTolerations,
                known,
                assumeOthers,
                extraSelectorKeys,
                allowlists,
                authorizedAllowlistPaths,
                generatedAllowlistName,
                hintsAtAllowlists);
    }

    public WardenSettings selectors(boolean needTolerations, Set<String> extraKeys) {
        return new WardenSettings(
                era,
                cluster,
                allowNetAdmin,
                allowNetRaw,
                needTolerations,
                customClasses,
                assumeOtherClassesExist,
                extraKeys,
                allowlists,
                authorizedAllowlistPaths,
                generatedAllowlistName,
                hintsAtAllowlists);
    }

    public WardenSettings allowlists(List<Allowlist> installed, List<String> authorizedPaths) {
        return new WardenSettings(
                era,
                cluster,
                allowNetAdmin,
                allowNetRaw,
                customSelectorsNeedTolerations,
                customClasses,
                assumeOtherClassesExist,
                extraSelectorKeys,
                installed,
                authorizedPaths,
                generatedAllowlistName,
                hintsAtAllowlists);
    }
}

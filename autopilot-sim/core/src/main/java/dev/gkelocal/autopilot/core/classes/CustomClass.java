package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import java.util.Optional;

/**
 * What admission must know of a custom ComputeClass of the cluster (autopilot sheet 1.10).
 *
 * @param podFamily general-purpose or general-purpose-arm where all its priority rules choose by Pod family, so that its Pods keep the
 *     general-purpose rules; empty where machines are chosen
 * @param hasGpuRule whether at least one priority rule brings GPUs
 */
public record CustomClass(String name, String podFamily, boolean hasGpuRule) {
    private static final String API_GROUP = "cloud.google.com/";

    /** A class whose rules name machines. */
    public static CustomClass ofMachines(String name) {
        return new CustomClass(name, "", false);
    }

    /** Reads a ComputeClass object; empty for every other kind. */
    public static Optional<CustomClass> of(Value object) {
        if (!object.get("kind").text().equals("ComputeClass")
                || !object.get("apiVersion").text().startsWith(API_GROUP)) {
            return Optional.empty();
        }
        var priorities = object.get("spec").get("priorities").items();
        var families = priorities.stream().map(it -> it.get("podFamily").text()).toList();
        return Optional.of(new CustomClass(
                object.get("metadata").get("name").text(),
                commonFamily(families),
                priorities.stream().anyMatch(it -> it.get("gpu").isSet())));
    }

    private static String commonFamily(List<String> families) {
        return families.isEmpty() || families.contains("") ? "" : families.getFirst();
    }
}

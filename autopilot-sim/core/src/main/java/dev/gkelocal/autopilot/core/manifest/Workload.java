package dev.gkelocal.autopilot.core.manifest;

import java.util.Map;
import java.util.Optional;

/**
 * An object that is a Pod or makes Pods, and where it keeps them.
 *
 * @param namespace as written; {@code default} where none is
 * @param name or, without one, generateName
 * @param podMetadata path of the Pod's or the template's metadata
 * @param podSpec path of the Pod spec
 */
public record Workload(String apiVersion, String kind, String namespace, String name, Path podMetadata, Path podSpec) {
    private static final Path TEMPLATE = Path.of("spec", "template");
    private static final Path JOB_TEMPLATE = Path.of("spec", "jobTemplate", "spec", "template");

    /** Kind and API group to the path of the template; a custom kind of the same name is no workload of ours. */
    private static final Map<String, Path> TEMPLATES = Map.ofEntries(
            Map.entry("Pod/", Path.ROOT),
            Map.entry("ReplicationController/", TEMPLATE),
            Map.entry("Deployment/apps", TEMPLATE),
            Map.entry("StatefulSet/apps", TEMPLATE),
            Map.entry("DaemonSet/apps", TEMPLATE),
            Map.entry("ReplicaSet/apps", TEMPLATE),
            Map.entry("Deployment/extensions", TEMPLATE),
            Map.entry("DaemonSet/extensions", TEMPLATE),
            Map.entry("ReplicaSet/extensions", TEMPLATE),
            Map.entry("Job/batch", TEMPLATE),
            Map.entry("CronJob/batch", JOB_TEMPLATE));

    /** Empty for every other kind. */
    public static Optional<Workload> of(Value object) {
        var apiVersion = object.get("apiVersion").text();
        var kind = object.get("kind").text();
        var template = TEMPLATES.get(kind + "/" + ObjectType.groupOf(apiVersion));
        if (template == null) {
            return Optional.empty();
        }
        var metadata = object.get("metadata");
        var name = metadata.get("name").text(metadata.get("generateName").text());
        return Optional.of(new Workload(
                apiVersion,
                kind,
                metadata.get("namespace").text("default"),
                name,
                template.then("metadata"),
                template.then("spec")));
    }

    public Value podMetadata(Value object) {
        return object.get(podMetadata);
    }

    public Value podSpec(Value object) {
        return object.get(podSpec);
    }

    public boolean isPod() {
        return kind.equals("Pod");
    }

    public boolean isDaemonSet() {
        return kind.equals("DaemonSet");
    }

    /** {@code Deployment shop/cart}, as messages name it. */
    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}

package dev.gkelocal.config.keys;

import java.time.Duration;
import java.util.List;

/** The Autopilot simulator (requirements sheet, section 4). */
final class AutopilotKeys {
    static final List<Key> KEYS = List.of(
            flag("enabled", "Whether the simulator runs."),
            flag("node_auto_provisioning", "Whether nodes are added and removed as Pods need them.")
                    .withoutEffect(),
            flag("resource_optimization", "Whether requests are adjusted and packed as Autopilot does.")
                    .withoutEffect(),
            flag("security_policies", "Whether Autopilot's constraints are enforced.")
                    .withoutEffect(),
            flag("intelligent_scheduling", "Whether Pods are placed as Autopilot places them.")
                    .withoutEffect(),
            key(
                    "cluster_version",
                    new Text(TextRule.GKE_VERSION),
                    "1.35",
                    "GKE version whose rules hold; without a patch, the newest of that minor version."),
            key(
                    "time_scale",
                    new Decimal("0.001", "10000"),
                    "1",
                    "Simulated seconds in a real one, for everything that the cluster does."),
            key(
                    "tick",
                    new Span(Duration.ofMillis(50), Duration.ofMinutes(10), false),
                    "1s",
                    "Real time between two steps of the cluster; what changed in one is published in one batch."),
            flag("bursting", "Whether the cluster lets Pods use more than they request."));

    private AutopilotKeys() {}

    private static Key flag(String name, String doc) {
        return key(name, new Flag(), "true", doc);
    }

    private static Key key(String name, ValueType type, String fallback, String doc) {
        return new Key("simulation.autopilot." + name, type, fallback, doc);
    }
}

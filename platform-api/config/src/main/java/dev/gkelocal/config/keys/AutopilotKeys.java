package dev.gkelocal.config.keys;

import java.util.List;

/** The Autopilot simulator (requirements sheet, section 4). */
final class AutopilotKeys {
    static final List<Key> KEYS = List.of(
            flag("enabled", "Whether the simulator runs."),
            flag("node_auto_provisioning", "Whether nodes are added and removed as Pods need them."),
            flag("resource_optimization", "Whether requests are adjusted and packed as Autopilot does."),
            flag("security_policies", "Whether Autopilot's constraints are enforced."),
            flag("intelligent_scheduling", "Whether Pods are placed as Autopilot places them."));

    private AutopilotKeys() {}

    private static Key flag(String name, String doc) {
        return new Key("simulation.autopilot." + name, new Flag(), "true", doc);
    }
}

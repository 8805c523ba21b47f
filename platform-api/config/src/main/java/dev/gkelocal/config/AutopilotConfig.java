package dev.gkelocal.config;

import dev.gkelocal.config.keys.Values.Section;
import java.time.Duration;
import java.util.Map;

/** The Autopilot simulator (requirements sheet, section 4). */
public record AutopilotConfig(
        boolean enabled,
        boolean nodeAutoProvisioning,
        boolean resourceOptimization,
        boolean securityPolicies,
        boolean intelligentScheduling,
        String clusterVersion,
        boolean bursting,
        double timeScale,
        Duration tick) {
    static AutopilotConfig read(Section section) {
        return new AutopilotConfig(
                section.flag("enabled"),
                section.flag("node_auto_provisioning"),
                section.flag("resource_optimization"),
                section.flag("security_policies"),
                section.flag("intelligent_scheduling"),
                section.text("cluster_version"),
                section.flag("bursting"),
                section.decimal("time_scale"),
                section.span("tick"));
    }

    void write(String prefix, Map<String, Object> to) {
        to.put(prefix + "enabled", enabled);
        to.put(prefix + "node_auto_provisioning", nodeAutoProvisioning);
        to.put(prefix + "resource_optimization", resourceOptimization);
        to.put(prefix + "security_policies", securityPolicies);
        to.put(prefix + "intelligent_scheduling", intelligentScheduling);
        to.put(prefix + "cluster_version", clusterVersion);
        to.put(prefix + "bursting", bursting);
        to.put(prefix + "time_scale", timeScale);
        to.put(prefix + "tick", tick);
    }
}

package dev.gkelocal.config;

/** The Autopilot simulator (requirements sheet, section 4). */
public record AutopilotConfig(
        boolean enabled,
        boolean nodeAutoProvisioning,
        boolean resourceOptimization,
        boolean securityPolicies,
        boolean intelligentScheduling) {}

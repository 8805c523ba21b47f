package dev.gkelocal.config;

/** What is imitated. */
public record SimulationConfig(CloudRunConfig cloudRun, AutopilotConfig autopilot) {}

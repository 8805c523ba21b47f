package dev.gkelocal.config;

/** @param otlpEndpoint where traces go; empty switches tracing off */
public record ObservabilityConfig(String otlpEndpoint) {}

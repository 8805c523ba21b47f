package dev.gkelocal.contracts.cloudrun;

/** An environment variable with its literal value. */
public record EnvVar(String name, String value) {}

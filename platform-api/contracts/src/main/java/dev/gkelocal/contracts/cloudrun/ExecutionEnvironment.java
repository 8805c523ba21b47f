package dev.gkelocal.contracts.cloudrun;

/** Sandbox of an instance (cloudrun sheet 1.1). Only validated here: local instances are plain processes. */
public enum ExecutionEnvironment {
    UNSPECIFIED,
    GEN1,
    GEN2
}

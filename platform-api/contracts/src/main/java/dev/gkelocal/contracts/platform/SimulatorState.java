package dev.gkelocal.contracts.platform;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.time.Instant;

/** Whether a simulator is meant to run, as its user last said. A disabled Cloud Run simulator answers no request. */
public record SimulatorState(Simulator simulator, Version version, boolean enabled, Instant at) implements Versioned {}

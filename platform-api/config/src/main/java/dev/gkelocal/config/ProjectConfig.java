package dev.gkelocal.config;

import java.nio.file.Path;

/**
 * Who the platform pretends to be.
 *
 * @param id project id in resource names
 * @param number project number in service addresses
 * @param region used where a command names none
 * @param stateDir folder of all state, relative to the project; {@code GKE_LOCAL_HOME} wins
 */
public record ProjectConfig(String id, long number, String region, Path stateDir) {}

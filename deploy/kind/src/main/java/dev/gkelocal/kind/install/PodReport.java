package dev.gkelocal.kind.install;

import java.time.Instant;

/**
 * One Pod of the platform as the cluster sees it.
 *
 * @param component by its label
 * @param state its phase, or what its container waits for
 * @param node empty while it has none
 */
public record PodReport(
        String name, String component, boolean ready, String state, int restarts, Instant since, String node) {}

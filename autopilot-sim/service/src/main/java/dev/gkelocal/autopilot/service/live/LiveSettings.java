package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/**
 * How the cluster runs.
 *
 * @param enabled whether it runs while nobody has said anything about it
 * @param scale simulated seconds in a real one
 * @param tick real time between two steps
 * @param facts of a cluster that starts at a given time
 */
public record LiveSettings(boolean enabled, double scale, Duration tick, Function<Instant, ClusterFacts> facts) {}

package dev.gkelocal.cloudrun.ingress;

import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What the ingress cannot know by itself.
 *
 * @param wall for the request log
 * @param nanos a clock that never goes back, for durations
 * @param random one for each event loop, made from this; for traffic shares and trace ids
 */
public record Clocks(InstantSource wall, LongSupplier nanos, RandomGenerator.SplittableGenerator random) {}

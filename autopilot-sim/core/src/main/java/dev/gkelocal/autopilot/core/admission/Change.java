package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;

/**
 * One field that admission set.
 *
 * @param path from the root of the object
 * @param before {@link Value#ABSENT} where there was nothing
 * @param reason with the numbers that led to it
 */
public record Change(Rule rule, Path path, Value before, Value after, String reason) {}

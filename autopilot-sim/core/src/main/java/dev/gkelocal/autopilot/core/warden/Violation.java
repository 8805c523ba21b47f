package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Path;

/**
 * @param constraint such as {@code autogke-disallow-privilege}
 * @param message in Warden's words
 * @param path of the field in the judged object
 * @param howToFix a sentence of ours
 */
public record Violation(String constraint, String message, Path path, String howToFix) {}

package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.manifest.Position;

/**
 * Why an object would not be accepted, or, for a controller under Pod Security, why none of its Pods would be.
 *
 * @param rule its name in production, such as {@code autogke-no-host-port}
 * @param message in the production wording, without envelope
 * @param field as the API server names it; empty where no single field is at fault
 * @param fix what to change
 */
public record Refusal(Stage stage, String rule, String message, String field, Position at, String fix) {}

package dev.gkelocal.autopilot.core.pricing;

import java.math.BigDecimal;

/**
 * A price per unit and hour.
 *
 * @param item what is charged, as a bill names it
 * @param unit such as vCPU or GiB
 * @param source where the figure is from
 */
public record Rate(String item, String unit, BigDecimal usdPerHour, Certainty certainty, String source) {}

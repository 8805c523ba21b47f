/**
 * Which scale-up is the cheapest sensible one: packs pending Pods into the nodes of each candidate group and ranks the
 * candidates as the price expander of GKE's autoscaler does (autopilot sheet 3.3).
 */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.choice;

import org.jspecify.annotations.NullMarked;

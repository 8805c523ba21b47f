/**
 * What GKE Warden refuses on Autopilot, in its own words: the constraints on workloads and bindings, the envelope of a denial, the
 * authorizer of managed namespaces, the rules for customers' webhooks, and the allowlists that exempt privileged workloads (autopilot
 * sheet 2). Warden raises nothing: what can be raised was raised before it judges.
 */
@NullMarked
package dev.gkelocal.autopilot.core.warden;

import org.jspecify.annotations.NullMarked;

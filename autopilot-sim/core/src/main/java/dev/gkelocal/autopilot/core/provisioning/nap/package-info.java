/**
 * Node auto-provisioning: from Pods that fit nowhere to nodes that grow in place, groups that grow and groups that are made,
 * or the reasons why nothing can be done, with the events that Pods get (autopilot sheet 1.10, 1.11, 3.2 to 3.5).
 */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.nap;

import org.jspecify.annotations.NullMarked;

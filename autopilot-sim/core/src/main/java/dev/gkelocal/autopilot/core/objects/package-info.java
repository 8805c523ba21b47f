/** Pods, nodes and their parts as the rules of scheduling and provisioning read them: plain records, defaults applied. */
@NullMarked
package dev.gkelocal.autopilot.core.objects;

import org.jspecify.annotations.NullMarked;

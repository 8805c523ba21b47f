/**
 * Between a real cluster and the simulated one: real Pods are fed in, wait behind a gate until their simulated node is there, and hear what
 * scheduler and autoscaler say of them; simulated nodes and Pods that nothing here could run are shown to kubectl.
 */
@NullMarked
package dev.gkelocal.autopilot.service.mirror;

import org.jspecify.annotations.NullMarked;

/**
 * Where Pods go: one evaluator of kube-scheduler's filters for placement, scale-up, preemption and consolidation alike, its
 * scores, and solvers that choose new nodes. Equal Pods share one compiled shape; topology counts are kept as Pods come and go.
 */
@NullMarked
package dev.gkelocal.autopilot.core.scheduling;

import org.jspecify.annotations.NullMarked;

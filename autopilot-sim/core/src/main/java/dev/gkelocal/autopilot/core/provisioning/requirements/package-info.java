/** What a Pod asks of the nodes it could run on: labels, tolerations, and the identity of workloads kept apart. */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.requirements;

import org.jspecify.annotations.NullMarked;

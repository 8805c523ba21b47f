/** What can be bought: machine types, their families, GPUs, CPU platforms and the predefined compute classes, as data. */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.shapes;

import org.jspecify.annotations.NullMarked;

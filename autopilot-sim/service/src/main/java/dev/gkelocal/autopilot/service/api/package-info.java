/** The simulated cluster over HTTP: apply, delete, and what there is. */
@NullMarked
package dev.gkelocal.autopilot.service.api;

import org.jspecify.annotations.NullMarked;

/** The data plane: takes requests from clients, finds their revision, waits for a slot at an instance, and streams both ways. */
@NullMarked
package dev.gkelocal.cloudrun.ingress;

import org.jspecify.annotations.NullMarked;

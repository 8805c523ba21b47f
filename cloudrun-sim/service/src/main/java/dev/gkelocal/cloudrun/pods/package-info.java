/**
 * Instances as Pods of a Kubernetes cluster. Loaded only where there is one: nothing outside of this room and its wiring
 * knows a Kubernetes class.
 */
@NullMarked
package dev.gkelocal.cloudrun.pods;

import org.jspecify.annotations.NullMarked;

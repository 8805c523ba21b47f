/**
 * Keeps as many instances as the autoscaler wants and tells the ingress about them. Acts first and publishes afterwards:
 * nothing here waits for the event log.
 */
@NullMarked
package dev.gkelocal.cloudrun.fleet;

import org.jspecify.annotations.NullMarked;

/** From a machine's capacity to what its Pods can have: shares of the kubelet, the operating system and eviction. */
@NullMarked
package dev.gkelocal.autopilot.core.provisioning.capacity;

import org.jspecify.annotations.NullMarked;

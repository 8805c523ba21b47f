/** Kubernetes manifests as people write them: a tree with positions, quantities, and where each kind keeps its Pod. */
@NullMarked
package dev.gkelocal.autopilot.core.manifest;

import org.jspecify.annotations.NullMarked;

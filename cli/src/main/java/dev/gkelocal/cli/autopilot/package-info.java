/** {@code gke-local autopilot}: what GKE Autopilot would do, asked of the rules themselves or of the running simulator. */
@NullMarked
package dev.gkelocal.cli.autopilot;

import org.jspecify.annotations.NullMarked;

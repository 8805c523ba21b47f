/** How many instances a revision should have, and which: the formulas that Cloud Run publishes (cloudrun sheet 2.2). */
@NullMarked
package dev.gkelocal.cloudrun.core.scaling;

import org.jspecify.annotations.NullMarked;

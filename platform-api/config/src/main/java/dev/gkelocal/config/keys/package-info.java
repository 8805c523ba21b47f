/** The one description of the keys of {@code gke-local.yaml}: path, type, default, rule and meaning. */
@NullMarked
package dev.gkelocal.config.keys;

import org.jspecify.annotations.NullMarked;

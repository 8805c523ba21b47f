/** The configuration as text: for people with where each value came from, for machines as JSON. */
@NullMarked
package dev.gkelocal.config.printing;

import org.jspecify.annotations.NullMarked;

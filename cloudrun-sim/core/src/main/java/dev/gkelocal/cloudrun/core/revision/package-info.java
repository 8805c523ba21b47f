/** How a template becomes a revision: names, defaults, equality, and the conditions that tell what came of it. */
@NullMarked
package dev.gkelocal.cloudrun.core.revision;

import org.jspecify.annotations.NullMarked;

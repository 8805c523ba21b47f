/** Traffic in virtual time, scaled by the same code as the live platform. */
@NullMarked
package dev.gkelocal.cloudrun.core.whatif;

import org.jspecify.annotations.NullMarked;

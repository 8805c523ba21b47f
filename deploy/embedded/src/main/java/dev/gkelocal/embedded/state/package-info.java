/** What lies in the state folder, and how it is written so that a kill leaves it whole. */
@NullMarked
package dev.gkelocal.embedded.state;

import org.jspecify.annotations.NullMarked;

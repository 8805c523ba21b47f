/** The whole platform as its users see it: started, used, broken and stopped through the launcher. */
@NullMarked
package dev.gkelocal.e2e;

import org.jspecify.annotations.NullMarked;

/** Keeps web pages of other sites out. */
@NullMarked
package dev.gkelocal.platform.access;

import org.jspecify.annotations.NullMarked;

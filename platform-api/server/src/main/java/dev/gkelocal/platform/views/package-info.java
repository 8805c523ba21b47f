/** Read models of Cloud Run: what its events add up to. */
@NullMarked
package dev.gkelocal.platform.views;

import org.jspecify.annotations.NullMarked;

/** Errors as RFC 9457 problem details: what happened, where, and what to do next. */
@NullMarked
package dev.gkelocal.platform.problems;

import org.jspecify.annotations.NullMarked;

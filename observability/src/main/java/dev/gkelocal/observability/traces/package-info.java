/** What the services record as spans, and how a trace goes on from one to the next. */
@NullMarked
package dev.gkelocal.observability.traces;

import org.jspecify.annotations.NullMarked;

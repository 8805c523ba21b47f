/** PromQL made of catalogued series, so that a renamed metric or label does not compile or is refused here. */
@NullMarked
package dev.gkelocal.observability.promql;

import org.jspecify.annotations.NullMarked;

/** What production would have charged (cloudrun sheet 5). */
@NullMarked
package dev.gkelocal.cloudrun.core.billing;

import org.jspecify.annotations.NullMarked;

/** What instances print and what they are asked, as Cloud Logging shows it (cloudrun sheet 1.9). */
@NullMarked
package dev.gkelocal.cloudrun.logs;

import org.jspecify.annotations.NullMarked;

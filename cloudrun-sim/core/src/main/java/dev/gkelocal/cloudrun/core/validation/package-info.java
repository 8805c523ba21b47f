/** What the Admin API refuses, with the field and the words that it uses (cloudrun sheet 2.3, 3.4, 3.5). */
@NullMarked
package dev.gkelocal.cloudrun.core.validation;

import org.jspecify.annotations.NullMarked;

/** What is written from the description of the keys: JSON Schema, the reference page, and the file that {@code init} makes. */
@NullMarked
package dev.gkelocal.config.reference;

import org.jspecify.annotations.NullMarked;

/** The configuration of the platform: the one source of keys, defaults and checks. */
@NullMarked
package dev.gkelocal.config;

import org.jspecify.annotations.NullMarked;

/** Who may call the platform's APIs on this machine. */
@NullMarked
package dev.gkelocal.config.access;

import org.jspecify.annotations.NullMarked;

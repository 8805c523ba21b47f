/** From file texts, environment variables and flags to one checked configuration. Only {@link ConfigFiles} touches the disk. */
@NullMarked
package dev.gkelocal.config.loading;

import org.jspecify.annotations.NullMarked;

/** The guided tour: a service scaling from zero to many and back. */
@NullMarked
package dev.gkelocal.cli.demo;

import org.jspecify.annotations.NullMarked;

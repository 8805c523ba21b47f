/** Runs instances: the port, and its adapter for processes on this machine. */
@NullMarked
package dev.gkelocal.cloudrun.runtime;

import org.jspecify.annotations.NullMarked;

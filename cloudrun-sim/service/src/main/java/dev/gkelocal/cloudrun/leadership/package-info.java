/** Which of several replicas decides, and since which epoch. Alone on a machine, always this one. */
@NullMarked
package dev.gkelocal.cloudrun.leadership;

import org.jspecify.annotations.NullMarked;

/** Images of a container registry, where instances are containers. */
@NullMarked
package dev.gkelocal.cloudrun.registry;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.gkelocal.cloudrun.ingress;

import org.jspecify.annotations.NullMarked;

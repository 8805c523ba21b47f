/** The image registry beside a cluster, known to users, nodes and Pods. */
@NullMarked
package dev.gkelocal.kind.registry;

import org.jspecify.annotations.NullMarked;

/** Every Kubernetes object of the platform, composed by pure functions from one record of settings. */
@NullMarked
package dev.gkelocal.kind.manifests;

import org.jspecify.annotations.NullMarked;

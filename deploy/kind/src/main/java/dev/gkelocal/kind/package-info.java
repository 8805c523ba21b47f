/** The platform in a Kubernetes cluster: {@code cluster} and {@code registry} make one with Kind, {@code manifests} and {@code install} fill it. */
@NullMarked
package dev.gkelocal.kind;

import org.jspecify.annotations.NullMarked;

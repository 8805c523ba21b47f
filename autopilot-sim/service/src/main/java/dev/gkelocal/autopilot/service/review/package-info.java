/** Admission and authorization reviews, as the Kubernetes API server asks for them. */
@NullMarked
package dev.gkelocal.autopilot.service.review;

import org.jspecify.annotations.NullMarked;

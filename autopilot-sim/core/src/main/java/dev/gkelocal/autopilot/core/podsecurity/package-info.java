/**
 * Pod Security Standards as Kubernetes' Pod Security Admission evaluates them (autopilot sheet 2.7): every check in every version,
 * with the wording of upstream. GKE Warden is another engine and no level of this one.
 */
@NullMarked
package dev.gkelocal.autopilot.core.podsecurity;

import org.jspecify.annotations.NullMarked;

package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.podsecurity.Wording.containers;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Check.Finding;
import java.util.Optional;

/** Restricted checks of whom containers run as. */
final class UserChecks {
    private UserChecks() {}

    static Optional<Finding> privilegeEscalation(PodUnderCheck pod) {
        var bad = pod.names(it ->
                it.securityContext().get("allowPrivilegeEscalation").flag().orElse(true));
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "allowPrivilegeEscalation != false",
                        containers(bad) + " must set securityContext.allowPrivilegeEscalation=false"));
    }

    static Optional<Finding> nonRoot(PodUnderCheck pod) {
        var word = "runAsNonRoot != true";
        var byPod = pod.securityContext().get("runAsNonRoot").flag();
        var refusing =
                pod.names(it -> !it.securityContext().get("runAsNonRoot").flag().orElse(true));
        var who = Wording.podAndContainers(!byPod.orElse(true), refusing);
        if (!who.isEmpty()) {
            return Optional.of(new Finding(word, who + " must not set securityContext.runAsNonRoot=false"));
        }
        if (byPod.isPresent()) {
            return Optional.empty();
        }
        var silent =
                pod.names(it -> it.securityContext().get("runAsNonRoot").flag().isEmpty());
        return silent.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        word, "pod or " + containers(silent) + " must set securityContext.runAsNonRoot=true"));
    }

    static Optional<Finding> user(PodUnderCheck pod) {
        var who =
                Wording.podAndContainers(isRoot(pod.securityContext()), pod.names(it -> isRoot(it.securityContext())));
        return who.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("runAsUser=0", who + " must not set runAsUser=0"));
    }

    private static boolean isRoot(Value securityContext) {
        return securityContext.get("runAsUser").integer().orElse(1) == 0;
    }
}

package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.podsecurity.Wording.containers;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.literal;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.plural;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.quoted;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Check.Finding;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks of AppArmor and seccomp profiles, by field and by the annotations of older versions. */
final class ProfileChecks {
    private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
    private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";

    private ProfileChecks() {}

    static Optional<Finding> appArmor(PodUnderCheck pod) {
        var values = new TreeSet<String>();
        var setters = new ArrayList<String>();
        var byFields = setters(pod, "appArmorProfile", values);
        if (!byFields.isEmpty()) {
            setters.add(byFields);
        }
        var annotations = new TreeSet<String>();
        pod.annotations().forEach((key, value) -> {
            if (key.startsWith(APP_ARMOR)
                    && !value.isEmpty()
                    && !value.equals("runtime/default")
                    && !value.startsWith("localhost/")) {
                annotations.add(key + "=" + literal(value));
            }
        });
        if (!annotations.isEmpty()) {
            setters.add(plural("annotation", "annotations", annotations.size()));
        }
        if (setters.isEmpty()) {
            return Optional.empty();
        }
        var all = new ArrayList<>(values);
        all.addAll(annotations);
        return Optional.of(new Finding(
                plural("forbidden AppArmor profile", "forbidden AppArmor profiles", all.size()),
                String.join(" and ", setters) + " must not set AppArmor profile type to " + quoted(all)));
    }

    static Optional<Finding> seccompAnnotations(PodUnderCheck pod) {
        var forbidden = new TreeSet<String>();
        collect(pod, SECCOMP_POD, forbidden);
        pod.containers().forEach(it -> collect(pod, SECCOMP_CONTAINER + it.name(), forbidden));
        return forbidden.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "seccompProfile",
                        plural("forbidden annotation ", "forbidden annotations ", forbidden.size())
                                + String.join(", ", forbidden)));
    }

    private static void collect(PodUnderCheck pod, String key, Set<String> forbidden) {
        var value = pod.annotations().get(key);
        if (value != null
                && !value.equals("runtime/default")
                && !value.equals("docker/default")
                && !value.startsWith("localhost/")) {
            forbidden.add(key + "=" + literal(value));
        }
    }

    static Optional<Finding> seccomp(PodUnderCheck pod) {
        var values = new TreeSet<String>();
        var who = setters(pod, "seccompProfile", values);
        return who.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "seccompProfile",
                        who + " must not set securityContext.seccompProfile.type to " + quoted(values)));
    }

    static Optional<Finding> seccompRequired(PodUnderCheck pod) {
        var forbidden = seccomp(pod);
        if (forbidden.isPresent() || pod.securityContext().get("seccompProfile").isSet()) {
            return forbidden;
        }
        var without =
                pod.names(it -> !it.securityContext().get("seccompProfile").isSet());
        return without.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding(
                                "seccompProfile",
                                "pod or "
                                        + containers(without)
                                        + " must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\""));
    }

    /** Who sets a profile that is neither the runtime's nor one on the node; its types are added to the values. */
    private static String setters(PodUnderCheck pod, String field, Set<String> values) {
        var byPod = isForbidden(pod.securityContext().get(field), values);
        return Wording.podAndContainers(
                byPod, pod.names(it -> isForbidden(it.securityContext().get(field), values)));
    }

    private static boolean isForbidden(Value profile, Set<String> values) {
        if (!profile.isSet()) {
            return false;
        }
        var type = profile.get("type").text();
        if (type.equals("RuntimeDefault") || type.equals("Localhost")) {
            return false;
        }
        values.add(type);
        return true;
    }
}

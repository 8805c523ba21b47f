package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.podsecurity.Wording.containers;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.plural;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.quoted;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Check.Finding;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks of capabilities, sysctls, SELinux labels and the mask of /proc. */
final class KernelChecks {
    private static final Set<String> DEFAULT_CAPABILITIES = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");
    private static final Set<String> RESTRICTED_CAPABILITIES = Set.of("NET_BIND_SERVICE");

    private KernelChecks() {}

    static Optional<Finding> defaultCapabilities(PodUnderCheck pod) {
        var detail = addedBeyond(DEFAULT_CAPABILITIES, pod);
        return detail.isEmpty() ? Optional.empty() : Optional.of(new Finding("non-default capabilities", detail));
    }

    static Optional<Finding> droppedCapabilities(PodUnderCheck pod) {
        var keeping = pod.names(it -> {
            for (var dropped :
                    it.securityContext().get("capabilities").get("drop").items()) {
                if (dropped.text().equals("ALL")) {
                    return false;
                }
            }
            return true;
        });
        var details = new ArrayList<String>();
        if (!keeping.isEmpty()) {
            details.add(containers(keeping) + " must set securityContext.capabilities.drop=[\"ALL\"]");
        }
        var added = addedBeyond(RESTRICTED_CAPABILITIES, pod);
        if (!added.isEmpty()) {
            details.add(added);
        }
        return details.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("unrestricted capabilities", String.join("; ", details)));
    }

    private static String addedBeyond(Set<String> allowed, PodUnderCheck pod) {
        var forbidden = new TreeSet<String>();
        var bad = pod.names(it -> {
            var found = false;
            for (var added : it.securityContext().get("capabilities").get("add").items()) {
                if (!allowed.contains(added.text())) {
                    forbidden.add(added.text());
                    found = true;
                }
            }
            return found;
        });
        return bad.isEmpty()
                ? ""
                : containers(bad) + " must not include " + quoted(forbidden) + " in securityContext.capabilities.add";
    }

    static Optional<Finding> sysctls(Set<String> safe, PodUnderCheck pod) {
        var forbidden = new ArrayList<String>();
        for (var sysctl : pod.securityContext().get("sysctls").items()) {
            var name = sysctl.get("name").text();
            if (!safe.contains(name)) {
                forbidden.add(name);
            }
        }
        return forbidden.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("forbidden sysctls", String.join(", ", forbidden)));
    }

    static Optional<Finding> seLinux(Set<String> allowedTypes, PodUnderCheck pod) {
        var types = new TreeSet<String>();
        var set = new TreeSet<String>();
        var byPod = isForbidden(pod.securityContext(), allowedTypes, types, set);
        var bad = pod.names(it -> isForbidden(it.securityContext(), allowedTypes, types, set));
        var who = Wording.podAndContainers(byPod, bad);
        if (who.isEmpty()) {
            return Optional.empty();
        }
        var what = new ArrayList<String>();
        if (!types.isEmpty()) {
            what.add(plural("type ", "types ", types.size()) + quoted(types));
        }
        for (var field : set.descendingSet()) {
            what.add(field + " may not be set");
        }
        return Optional.of(new Finding(
                "seLinuxOptions", who + " set forbidden securityContext.seLinuxOptions: " + String.join("; ", what)));
    }

    private static boolean isForbidden(
            Value securityContext, Set<String> allowedTypes, Set<String> badTypes, Set<String> setFields) {
        var options = securityContext.get("seLinuxOptions");
        if (!options.isSet()) {
            return false;
        }
        var bad = false;
        var type = options.get("type").text();
        if (!type.isEmpty() && !allowedTypes.contains(type)) {
            badTypes.add(type);
            bad = true;
        }
        for (var field : new String[] {"user", "role"}) {
            if (!options.get(field).text().isEmpty()) {
                setFields.add(field);
                bad = true;
            }
        }
        return bad;
    }

    static Optional<Finding> procMount(PodUnderCheck pod) {
        var types = new TreeSet<String>();
        var bad = pod.names(it -> {
            var type = it.securityContext().get("procMount");
            if (!type.isSet() || type.text().equals("Default")) {
                return false;
            }
            types.add(type.text());
            return true;
        });
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "procMount", containers(bad) + " must not set securityContext.procMount to " + quoted(types)));
    }
}

package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.podsecurity.Wording.containers;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.plural;
import static dev.gkelocal.autopilot.core.podsecurity.Wording.quoted;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.podsecurity.Check.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Baseline checks of what a Pod shares with its host. */
final class HostChecks {
    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");
    private static final List<String> HANDLERS = List.of("httpGet", "tcpSocket");

    private HostChecks() {}

    static Optional<Finding> privileged(PodUnderCheck pod) {
        var bad = pod.names(it -> it.securityContext().get("privileged").isTrue());
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Finding("privileged", containers(bad) + " must not set securityContext.privileged=true"));
    }

    static Optional<Finding> namespaces(PodUnderCheck pod) {
        var shared = new ArrayList<String>();
        for (var field : List.of("hostNetwork", "hostPID", "hostIPC")) {
            if (pod.spec().get(field).isTrue()) {
                shared.add(field + "=true");
            }
        }
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding("host namespaces", String.join(", ", shared)));
    }

    static Optional<Finding> pathVolumes(PodUnderCheck pod) {
        var names = new ArrayList<String>();
        for (var volume : pod.spec().get("volumes").items()) {
            if (volume.get("hostPath").isSet()) {
                names.add(volume.get("name").text());
            }
        }
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "hostPath volumes", plural("volume", "volumes", names.size()) + " " + quoted(names)));
    }

    /** Ports are sorted as texts, as upstream does. */
    static Optional<Finding> ports(PodUnderCheck pod) {
        var ports = new TreeSet<String>();
        var bad = pod.names(it -> {
            var found = false;
            for (var port : it.value().get("ports").items()) {
                var number = port.get("hostPort").integer().orElse(0);
                if (number != 0) {
                    ports.add(Long.toString(number));
                    found = true;
                }
            }
            return found;
        });
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "hostPort",
                        containers(bad)
                                + plural(" uses ", " use ", bad.size())
                                + plural("hostPort ", "hostPorts ", ports.size())
                                + String.join(", ", ports)));
    }

    static Optional<Finding> probeHosts(PodUnderCheck pod) {
        var hosts = new TreeSet<String>();
        var bad = new TreeSet<String>();
        for (var container : pod.containers()) {
            var own = new TreeSet<String>();
            PROBES.forEach(probe -> collectHosts(container.value().get(probe), own));
            var lifecycle = container.value().get("lifecycle");
            HOOKS.forEach(hook -> collectHosts(lifecycle.get(hook), own));
            if (!own.isEmpty()) {
                bad.add(container.name());
                hosts.addAll(own);
            }
        }
        return bad.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "probe or lifecycle host",
                        containers(bad)
                                + plural(" uses ", " use ", bad.size())
                                + plural("probe or lifecycle host ", "probe or lifecycle hosts ", hosts.size())
                                + quoted(hosts)));
    }

    private static void collectHosts(Value handler, Set<String> hosts) {
        for (var kind : HANDLERS) {
            var host = handler.get(kind).get("host").text();
            if (!host.isEmpty()) {
                hosts.add(host);
            }
        }
    }

    static Optional<Finding> hostProcess(PodUnderCheck pod) {
        var bad = pod.names(it -> isHostProcess(it.securityContext()));
        var who = Wording.podAndContainers(isHostProcess(pod.securityContext()), bad);
        return who.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        "hostProcess", who + " must not set securityContext.windowsOptions.hostProcess=true"));
    }

    private static boolean isHostProcess(Value securityContext) {
        return securityContext.get("windowsOptions").get("hostProcess").isTrue();
    }
}

package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.warden.JudgedPod.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Constraints on what a Pod may touch of its host (autopilot sheet 2.3). */
final class HostConstraints {
    /** In the order of Warden's array. */
    private static final List<String> HOST_NAMESPACES = List.of("hostPID", "hostIPC", "hostNetwork");

    private static final String HOST_PATH_PREFIX = "/var/log/";
    private static final String NET_ADMIN = "NET_ADMIN";
    private static final String NET_RAW = "NET_RAW";

    private static final List<String> CAPABILITIES = List.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            NET_RAW,
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT",
            "SYS_PTRACE");

    /** The fourteen of 2021 as Gatekeeper printed them. */
    private static final List<String> CAPABILITIES_2021 = List.of(
            "SETPCAP",
            "MKNOD",
            "AUDIT_WRITE",
            "CHOWN",
            NET_RAW,
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "SETGID",
            "SETUID",
            "NET_BIND_SERVICE",
            "SYS_CHROOT",
            "SETFCAP");

    private HostConstraints() {}

    static void judge(JudgedPod pod, WardenSettings settings, Findings findings) {
        namespaces(pod, findings);
        var hostPaths = hostPaths(pod.spec());
        for (var container : pod.containers()) {
            if (container.securityContext().get("privileged").isTrue()) {
                findings.add(
                        "privilege", container.path().then("securityContext").then("privileged"), container.name());
            }
            capabilities(container, settings, findings);
            ports(pod, container, findings);
            mounts(container, hostPaths, findings);
        }
    }

    private static void namespaces(JudgedPod pod, Findings findings) {
        for (var field : HOST_NAMESPACES) {
            if (pod.spec().get(field).isTrue()) {
                findings.add("host-namespace", pod.field(field), field);
            }
        }
    }

    private static void capabilities(Container container, WardenSettings settings, Findings findings) {
        var allowed = new ArrayList<>(settings.era() == Era.GATEKEEPER ? CAPABILITIES_2021 : CAPABILITIES);
        if (!settings.allowNetRaw()) {
            allowed.remove(NET_RAW);
        }
        var offending = container.securityContext().get("capabilities").get("add").items().stream()
                .map(Value::text)
                .filter(it -> !allowed.contains(it))
                .filter(it -> !(it.equals(NET_ADMIN) && settings.allowNetAdmin()))
                .distinct()
                .toList();
        if (offending.isEmpty()) {
            return;
        }
        var path = container.path().then("securityContext").then("capabilities").then("add");
        if (settings.era() == Era.GATEKEEPER) {
            findings.add("capabilities", path, regoList(new TreeSet<>(offending)), container.name(), regoList(allowed));
        } else {
            findings.add(
                    "capabilities", path, String.join(",", offending), container.name(), String.join(",", allowed));
        }
    }

    static String regoList(Iterable<String> items) {
        var quoted = new ArrayList<String>();
        items.forEach(it -> quoted.add("\"" + it + "\""));
        return String.join(", ", quoted);
    }

    private static void ports(JudgedPod pod, Container container, Findings findings) {
        // The API server copies the ports of a bare Pod in the host's network before any webhook sees it.
        var copied = pod.workload().isPod() && pod.spec().get("hostNetwork").isTrue();
        var ports = new ArrayList<String>();
        for (var port : container.value().get("ports").items()) {
            var host = port.get("hostPort").integer().orElse(0);
            if (host == 0 && copied) {
                host = port.get("containerPort").integer().orElse(0);
            }
            if (host != 0) {
                ports.add(Long.toString(host));
            }
        }
        if (!ports.isEmpty()) {
            findings.add("host-port", container.path().then("ports"), container.name(), String.join(" ", ports));
        }
    }

    /** Judged by the container that mounts it: written to, or else outside of the allowed folders. */
    private static void mounts(Container container, Map<String, String> hostPaths, Findings findings) {
        var mounts = container.value().get("volumeMounts").items();
        for (var i = 0; i < mounts.size(); i++) {
            var volume = mounts.get(i).get("name").text();
            var hostPath = hostPaths.get(volume);
            if (hostPath == null) {
                continue;
            }
            var path = container.path().then("volumeMounts").then(i);
            if (!mounts.get(i).get("readOnly").isTrue()) {
                findings.add("host-path-write", path, volume, container.name());
            } else if (!isAllowed(hostPath)) {
                findings.add("host-path-prefix", path, volume, container.name(), hostPath, HOST_PATH_PREFIX);
            }
        }
    }

    private static Map<String, String> hostPaths(Value spec) {
        var paths = new HashMap<String, String>();
        for (var volume : spec.get("volumes").items()) {
            if (volume.get("hostPath").isSet()) {
                paths.put(
                        volume.get("name").text(),
                        volume.get("hostPath").get("path").text());
            }
        }
        return paths;
    }

    /** The folder itself counts; steps upwards are taken first. */
    private static boolean isAllowed(String path) {
        var steps = new ArrayList<String>();
        for (var step : path.split("/", -1)) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.removeLast();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return path.startsWith("/")
                && steps.stream().collect(Collectors.joining("/", "/", "/")).startsWith(HOST_PATH_PREFIX);
    }
}

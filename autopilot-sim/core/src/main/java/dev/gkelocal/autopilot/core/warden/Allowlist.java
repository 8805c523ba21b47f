package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.warden.JudgedPod.Container;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A WorkloadAllowlist (auto.gke.io/v1): which privileged workload it describes, and which constraints do not hold for it. Source:
 * autopilot sheet 2.6 and Google's reference "WorkloadAllowlist".
 */
public final class Allowlist {
    /** The constraints that can be exempted from. */
    static final Set<String> EXEMPTIBLE = Set.of(
            "autogke-disallow-privilege",
            "autogke-disallow-hostnamespaces",
            "autogke-no-write-mode-hostpath",
            "autogke-no-host-port",
            "autogke-default-linux-capabilities",
            "autogke-pod-limit-constraints",
            "autogke-node-affinity-selector-limitation");

    private static final ClusterVersion ANY = ClusterVersion.of("1.0.0-gke.0");

    private final String name;
    private final ClusterVersion minVersion;
    private final Set<String> exemptions;
    private final boolean blocksConnect;
    private final Value criteria;
    private final List<AllowedContainer> containers;
    private final List<AllowedContainer> initContainers;

    private Allowlist(Value object) {
        name = object.get("metadata").get("name").text();
        minVersion = ClusterVersion.parse(object.get("minGKEVersion").text()).orElse(ANY);
        var listed = new HashSet<String>();
        object.get("exemptions").items().forEach(it -> listed.add(it.text()));
        listed.retainAll(EXEMPTIBLE);
        exemptions = Set.copyOf(listed);
        blocksConnect = !object.get("metadata")
                .get("annotations")
                .get("autopilot.gke.io/no-connect")
                .text()
                .equals("false");
        criteria = object.get("matchingCriteria");
        var digests = digests(object.get("containerImageDigests"));
        containers = AllowedContainer.list(criteria.get("containers"), digests);
        initContainers = AllowedContainer.list(criteria.get("initContainers"), digests);
    }

    /** Empty for every other kind. */
    public static Optional<Allowlist> of(Value object) {
        return object.get("kind").text().equals("WorkloadAllowlist")
                        && object.get("apiVersion").text().startsWith("auto.gke.io/")
                ? Optional.of(new Allowlist(object))
                : Optional.empty();
    }

    public String name() {
        return name;
    }

    public ClusterVersion minVersion() {
        return minVersion;
    }

    public Set<String> exemptions() {
        return exemptions;
    }

    /** Whether exec into exempted Pods is refused, which is so unless the annotation says false. */
    public boolean blocksConnect() {
        return blocksConnect;
    }

    private static Map<String, Set<String>> digests(Value list) {
        var digests = new HashMap<String, Set<String>>();
        for (var entry : list.items()) {
            var allowed = new HashSet<String>();
            entry.get("imageDigests")
                    .items()
                    .forEach(it -> allowed.add(it.text().replace("sha256:", "")));
            digests.put(entry.get("containerName").text(), allowed);
        }
        return digests;
    }

    /**
     * Lines that tell how the Pod differs; empty where it matches.
     *
     * @param byName compares each container with the entry of its name, as the label matching-allowlist makes Warden do
     */
    List<String> mismatches(JudgedPod pod, boolean byName) {
        var lines = new ArrayList<String>();
        for (var field : List.of("hostIPC", "hostPID", "hostNetwork", "hostUsers")) {
            if (pod.spec().get(field).isTrue() && !criteria.get(field).isTrue()) {
                lines.add("- " + field + " Mismatch: true is not in allowlist.");
            }
        }
        lines.addAll(AppArmor.mismatch("- ", pod.spec(), criteria));
        lines.addAll(VolumeEntries.mismatches(pod.spec().get("volumes"), criteria.get("volumes")));
        compare(pod.apps(), containers, byName, lines);
        compare(pod.inits(), initContainers, byName, lines);
        return lines;
    }

    private static void compare(
            List<Container> workload, List<AllowedContainer> allowed, boolean byName, List<String> lines) {
        for (var i = 0; i < workload.size(); i++) {
            var container = workload.get(i);
            var candidates = byName
                    ? allowed.stream()
                            .filter(it -> it.name().equals(container.name()))
                            .toList()
                    : allowed;
            List<String> closest = List.of("- Name Mismatch: '" + container.name() + "' is not in allowlist.");
            var first = true;
            for (var candidate : candidates) {
                var found = candidate.mismatches(container);
                if (first || found.size() < closest.size()) {
                    closest = found;
                    first = false;
                }
            }
            if (!closest.isEmpty()) {
                lines.add("Container[" + i + "] (" + container.name() + "):");
                lines.addAll(closest);
            }
        }
    }
}

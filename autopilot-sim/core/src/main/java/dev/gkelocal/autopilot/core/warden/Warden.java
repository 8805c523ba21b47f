package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import java.util.List;

/** The judge: Pods and the controllers that make them, so that a bad Deployment fails when it is applied. */
public final class Warden {
    private static final String MATCHING_ALLOWLIST = "cloud.google.com/matching-allowlist";
    private static final String GENERATE_ALLOWLIST = "cloud.google.com/generate-allowlist";

    private static final String NO_CONNECT = "autopilot.gke.io/no-connect";

    private Warden() {}

    /** Nobody may exec, attach or forward a port into the Pod: the default for what an allowlist lets in. */
    public static boolean isClosed(Value podMetadata) {
        return podMetadata.get("annotations").get(NO_CONNECT).text().equals("true");
    }

    /** @param pod {@code namespace/name} of one that is closed */
    public static Judgement refuseConnection(String pod, Requester requester, WardenSettings settings) {
        var findings = new Findings(settings.era());
        findings.add("no-connect", Path.of("metadata", "annotations", NO_CONNECT), pod);
        return judgement(requester, settings, findings.violations());
    }

    /** Whether there are constraints on such objects; all others are admitted. */
    public static boolean judges(Value object) {
        return Workload.of(object).isPresent()
                || ClusterConstraints.judges(object)
                || CustomerWebhooks.isConfiguration(object);
    }

    /** @param mutatedObject as it comes out of mutation; kinds that Warden does not judge are admitted */
    public static Judgement judge(Value mutatedObject, Requester requester, WardenSettings settings) {
        var findings = new Findings(settings.era());
        var workload = Workload.of(mutatedObject);
        if (workload.isEmpty()) {
            ClusterConstraints.judge(mutatedObject, settings, findings);
            return judgement(requester, settings, findings.violations());
        }
        var pod = JudgedPod.of(workload.get(), mutatedObject, settings);
        HostConstraints.judge(pod, settings, findings);
        GpuConstraint.judge(pod, findings);
        SelectorConstraint.judge(pod, settings, findings);
        LimitConstraints.judge(pod, settings, findings);
        return exempted(pod, requester, settings, findings.violations());
    }

    private static Judgement judgement(Requester requester, WardenSettings settings, List<Violation> violations) {
        return new Judgement(settings.era(), requester, violations, "", "", "", false, settings.hintsAtAllowlists());
    }

    private static Judgement exempted(
            JudgedPod pod, Requester requester, WardenSettings settings, List<Violation> violations) {
        if (violations.isEmpty()) {
            return judgement(requester, settings, violations);
        }
        var wanted = pod.metadata().get("labels").get(MATCHING_ALLOWLIST).text();
        for (var allowlist : settings.allowlists()) {
            var named = wanted.isEmpty() || wanted.equals(allowlist.name());
            if (!named || !settings.cluster().version().atLeast(allowlist.minVersion())) {
                continue;
            }
            var mismatches = allowlist.mismatches(pod, !wanted.isEmpty());
            if (mismatches.isEmpty()) {
                var rest = violations.stream()
                        .filter(it -> !allowlist.exemptions().contains(it.constraint()))
                        .toList();
                return new Judgement(
                        settings.era(),
                        requester,
                        rest,
                        "",
                        draft(pod, settings, rest),
                        allowlist.name(),
                        allowlist.blocksConnect(),
                        settings.hintsAtAllowlists());
            }
            if (!wanted.isEmpty()) {
                return new Judgement(
                        settings.era(),
                        requester,
                        violations,
                        "Workload Mismatches Found for Allowlist (" + wanted + "):\n" + String.join("\n", mismatches),
                        "",
                        "",
                        false,
                        false);
            }
        }
        return new Judgement(
                settings.era(),
                requester,
                violations,
                "",
                draft(pod, settings, violations),
                "",
                false,
                settings.hintsAtAllowlists());
    }

    private static String draft(JudgedPod pod, WardenSettings settings, List<Violation> violations) {
        return pod.metadata().get("annotations").get(GENERATE_ALLOWLIST).text().equals("true")
                ? AllowlistDraft.of(pod, violations, settings.generatedAllowlistName())
                : "";
    }
}

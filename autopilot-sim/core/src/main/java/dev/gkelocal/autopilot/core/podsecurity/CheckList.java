package dev.gkelocal.autopilot.core.podsecurity;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.podsecurity.Check.Finding;
import dev.gkelocal.autopilot.core.podsecurity.Check.Revision;
import dev.gkelocal.autopilot.core.podsecurity.Check.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All checks, and which of them a level runs at a version. */
final class CheckList {
    private static final Set<String> SELINUX_TYPES = Set.of("container_t", "container_init_t", "container_kvm_t");

    private final List<Check> checks;
    private final int newest;
    private final List<List<Run>> baseline = new ArrayList<>();
    private final List<List<Run>> restricted = new ArrayList<>();
    private final Map<String, String> fixes = new HashMap<>();

    /** A check at one version. */
    record Run(String id, Rule rule, String howToFix) {
        Optional<Reason> judge(PodUnderCheck pod) {
            return rule.judge(pod).map(it -> new Reason(it.word(), it.detail(), id, howToFix));
        }
    }

    CheckList() {
        DataTable.read(CheckList.class, "fixes.tsv")
                .rows()
                .forEach(row -> fixes.put(cell(row, "check"), cell(row, "fix")));
        checks = all();
        newest = checks.stream()
                .mapToInt(check -> check.revisions().getLast().since())
                .max()
                .orElse(0);
        for (var minor = 0; minor <= newest; minor++) {
            baseline.add(runs(new Version(minor), Level.BASELINE));
            restricted.add(runs(new Version(minor), Level.RESTRICTED));
        }
    }

    List<Run> at(Level level, Version version) {
        var minor = Math.min(version.minor(), newest);
        return switch (level) {
            case PRIVILEGED -> List.of();
            case BASELINE -> baseline.get(minor);
            case RESTRICTED -> restricted.get(minor);
        };
    }

    /** Empty for an unknown id and for a version before the check. */
    Optional<Run> at(String id, Version version) {
        return checks.stream()
                .filter(check -> check.id().equals(id))
                .flatMap(check -> check.at(version).stream())
                .findFirst()
                .map(revision -> run(id, revision));
    }

    int newest() {
        return newest;
    }

    List<Check> checks() {
        return checks;
    }

    private List<Run> runs(Version version, Level level) {
        var overridden = new HashSet<String>();
        if (level == Level.RESTRICTED) {
            for (var check : checks) {
                check.at(version).ifPresent(revision -> overridden.addAll(revision.overrides()));
            }
        }
        var runs = new ArrayList<Run>();
        for (var check : checks) {
            var revision = check.at(version);
            if (revision.isPresent() && check.level().compareTo(level) <= 0 && !overridden.contains(check.id())) {
                runs.add(run(check.id(), revision.get()));
            }
        }
        return List.copyOf(runs);
    }

    private Run run(String id, Revision revision) {
        return new Run(id, revision.rule(), fixes.getOrDefault(id, ""));
    }

    private static List<Check> all() {
        var checks = new ArrayList<Check>();
        checks.addAll(ofBaseline());
        checks.addAll(ofRestricted());
        checks.sort(Comparator.comparing(Check::level).thenComparing(Check::id));
        return List.copyOf(checks);
    }

    private static List<Check> ofBaseline() {
        var engineType = new HashSet<>(SELINUX_TYPES);
        engineType.add("container_engine_t");
        return List.of(
                baseline("appArmorProfile", since(0, ProfileChecks::appArmor)),
                baseline("capabilities_baseline", since(0, KernelChecks::defaultCapabilities)),
                baseline("hostNamespaces", since(0, HostChecks::namespaces)),
                baseline("hostPathVolumes", since(0, HostChecks::pathVolumes)),
                baseline("hostPorts", since(0, HostChecks::ports)),
                baseline("hostProbesAndHostLifecycle", since(34, HostChecks::probeHosts)),
                baseline("privileged", since(0, HostChecks::privileged)),
                baseline(
                        "procMount",
                        since(0, KernelChecks::procMount),
                        since(35, unlessUserNamespace(KernelChecks::procMount))),
                baseline(
                        "seLinuxOptions",
                        since(0, pod -> KernelChecks.seLinux(SELINUX_TYPES, pod)),
                        since(31, pod -> KernelChecks.seLinux(engineType, pod))),
                baseline(
                        "seccompProfile_baseline",
                        since(0, ProfileChecks::seccompAnnotations),
                        since(19, ProfileChecks::seccomp)),
                new Check("sysctls", Level.BASELINE, sysctls()),
                baseline("windowsHostProcess", since(0, HostChecks::hostProcess)));
    }

    private static List<Check> ofRestricted() {
        return List.of(
                restricted(
                        "allowPrivilegeEscalation",
                        since(8, UserChecks::privilegeEscalation),
                        since(25, unlessWindows(UserChecks::privilegeEscalation))),
                restricted(
                        "capabilities_restricted",
                        since(22, KernelChecks::droppedCapabilities, "capabilities_baseline"),
                        since(25, unlessWindows(KernelChecks::droppedCapabilities), "capabilities_baseline")),
                restricted("procMount_restricted", since(35, KernelChecks::procMount, "procMount")),
                restricted("restrictedVolumes", since(0, VolumeChecks::types, "hostPathVolumes")),
                restricted(
                        "runAsNonRoot",
                        since(0, UserChecks::nonRoot),
                        since(35, unlessUserNamespace(UserChecks::nonRoot))),
                restricted("runAsUser", since(23, UserChecks::user), since(35, unlessUserNamespace(UserChecks::user))),
                restricted(
                        "seccompProfile_restricted",
                        since(19, ProfileChecks::seccompRequired, "seccompProfile_baseline"),
                        since(25, unlessWindows(ProfileChecks::seccompRequired), "seccompProfile_baseline")));
    }

    /** One revision for each version that made further sysctls safe. */
    private static List<Revision> sysctls() {
        var rows = DataTable.read(CheckList.class, "sysctls.tsv").rows();
        return rows.stream()
                .map(row -> Integer.parseInt(cell(row, "since")))
                .distinct()
                .sorted()
                .map(minor -> {
                    var safe = new HashSet<String>();
                    rows.stream()
                            .filter(row -> Integer.parseInt(cell(row, "since")) <= minor)
                            .forEach(row -> safe.add(cell(row, "sysctl")));
                    return since(minor, pod -> KernelChecks.sysctls(safe, pod));
                })
                .toList();
    }

    private static Check baseline(String id, Revision... revisions) {
        return new Check(id, Level.BASELINE, Arrays.asList(revisions));
    }

    private static Check restricted(String id, Revision... revisions) {
        return new Check(id, Level.RESTRICTED, Arrays.asList(revisions));
    }

    private static Revision since(int minor, Rule rule, String... overrides) {
        return new Revision(minor, rule, Arrays.asList(overrides));
    }

    private static Rule unlessUserNamespace(Rule rule) {
        return pod -> pod.hasUserNamespace() ? Optional.<Finding>empty() : rule.judge(pod);
    }

    private static Rule unlessWindows(Rule rule) {
        return pod -> pod.isWindows() ? Optional.<Finding>empty() : rule.judge(pod);
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}

package dev.gkelocal.observability.rules;

import java.util.List;

/** Which rules stand in which file. */
public final class RuleFiles {

    /**
     * One file of rules.
     *
     * @param name without its ending
     * @param about comment at its head, one line each
     */
    public record RuleFile(String name, List<String> about, List<RuleGroup> groups) {
        public RuleFile {
            about = List.copyOf(about);
            groups = List.copyOf(groups);
        }

        public List<Alert> alerts() {
            return groups.stream()
                    .flatMap(it -> it.rules().stream())
                    .filter(Alert.class::isInstance)
                    .map(Alert.class::cast)
                    .toList();
        }
    }

    private RuleFiles() {}

    /** Those that Prometheus loads. */
    public static List<RuleFile> loaded() {
        return List.of(
                new RuleFile("alerts-platform", List.of(), List.of(PlatformAlerts.group())),
                new RuleFile("alerts-cloud-run", List.of(), List.of(CloudRunAlerts.group())),
                new RuleFile("alerts-autopilot", List.of(), List.of(AutopilotAlerts.group())),
                new RuleFile(
                        "slo",
                        List.of(
                                "Windows are 1/12 of those for an objective over 30 days, which are in ../slo-month.yml:",
                                "a platform on a developer's machine rarely lives for days."),
                        new BurnRates(BurnRates.LOCAL).groups()),
                new RuleFile(
                        "google-names",
                        List.of(
                                "Cloud Run's series under the names that Google Cloud's PromQL has. What differs:",
                                "latencies have _count and _sum (in ms, as Google's) but no _bucket, whose bounds a rule cannot",
                                "convert; job, instance, namespace and pod say which simulator was scraped; project_id is the",
                                "simulated one. Utilisations, allocation times, probes and network have no source here, and",
                                "kubernetes.io/ series are per container and node, ours are sums over the cluster: no alias."),
                        List.of(GoogleNames.group())));
    }

    /** The objectives over a month, for a Prometheus that keeps one. */
    public static RuleFile month() {
        return new RuleFile(
                "slo-month",
                List.of("Not loaded by the platform's own Prometheus: windows of up to three days."),
                new BurnRates(BurnRates.MONTH).groups());
    }
}

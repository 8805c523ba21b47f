package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.check.Check;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local autopilot check}. Asks the rules directly: nothing need be running. */
@Command(
        name = "check",
        description = {
            "Tell what Autopilot would refuse, change and charge, before anything is applied.",
            "Reads files, folders and - for standard input. Exit code 7 when something would be refused, 3 when a manifest cannot"
                    + " be read."
        },
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot check k8s/",
            "  gke-local autopilot check deployment.yaml --cluster-version 1.29 --no-bursting",
            "  helm template shop ./chart | gke-local autopilot check -",
            "  kustomize build . | gke-local autopilot check - -o diff",
            "  gke-local autopilot check k8s/ -o sarif > autopilot.sarif"
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Manifest, folder of manifests, or -.")
    private List<String> sources = List.of();

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private CheckFormat output = CheckFormat.TEXT;

    private final Session session;

    CheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var settings = cluster.settings();
        var report = Check.of(new ManifestFiles(session).read(sources), settings);
        print(report);
        report.unreadable().forEach(it -> session.terminal().fail(Terminal.printable(it.toString())));
        if (report.refused() > 0) {
            return ExitCode.POLICY.number();
        }
        return report.unreadable().isEmpty() ? 0 : ExitCode.INVALID_CONFIGURATION.number();
    }

    private void print(Report report) {
        var terminal = session.terminal();
        switch (output) {
            case TEXT -> {
                terminal.print(new CheckText(terminal).of(report).stripTrailing());
            }
            case JSON -> terminal.print(Json.pretty(CheckJson.of(report)));
            case SARIF -> terminal.print(Json.pretty(CheckSarif.of(report)));
            case JUNIT -> terminal.print(CheckJunit.of(report).stripTrailing());
            case DIFF -> {
                var diff = ManifestDiff.of(report);
                if (!diff.isEmpty()) {
                    terminal.print(diff.stripTrailing());
                }
            }
        }
    }
}

package dev.gkelocal.cli.load;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.Progress;
import dev.gkelocal.cli.terminal.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local load}. */
@Command(
        name = "load",
        description = "Send requests at a steady rate and measure them from the planned send time.",
        footer = {
            "",
            "The rate does not drop when the service is slow: requests that wait count with their whole wait.",
            "Names below .localhost are taken as this machine.",
            "",
            "Examples:",
            "  gke-local load http://hello-123456789012.us-central1.run.localhost:8082/ --rate 200 --duration 30s",
            "  gke-local load http://localhost:8080/api --method POST --body '{}' --header 'Content-Type: application/json'"
        })
public final class LoadCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", description = "What to ask for.")
    private String url = "";

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second (${DEFAULT-VALUE}).")
    private double rate = 50;

    @Option(names = "--duration", paramLabel = "TIME", description = "How long, such as 30s or 2m (${DEFAULT-VALUE}).")
    private String duration = "10s";

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Most connections at the same time (${DEFAULT-VALUE}).")
    private int connections = 1000;

    @Option(names = "--method", paramLabel = "METHOD", description = "HTTP method (${DEFAULT-VALUE}).")
    private String method = "GET";

    @Option(names = "--body", paramLabel = "TEXT", description = "Body of each request.")
    private String body = "";

    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "A header of each request; may be repeated.")
    private List<String> headers = new ArrayList<>();

    @Option(names = "--timeout", paramLabel = "TIME", description = "Longest wait for one answer (${DEFAULT-VALUE}).")
    private String timeout = "60s";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    public LoadCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!(rate > 0) || connections < 1) {
            throw new CommandFailed(ExitCode.USAGE, "--rate and --connections must be positive");
        }
        var target = Target.of(method.toUpperCase(Locale.ROOT), url, headers, body);
        var arrivals = Arrivals.steady(rate, TimeSpan.parse("--duration", duration));
        var load = new OpenLoop(target, arrivals, connections, TimeSpan.parse("--timeout", timeout));
        try (var line = session.terminal().progress("Sending %.0f requests a second to %s".formatted(rate, url))) {
            var report = load.run(pulse -> show(line, pulse, arrivals));
            line.close();
            session.terminal().print(output, report.json(), report::text);
            return report.answered() > 0 ? 0 : ExitCode.FAILED.number();
        }
    }

    private static void show(Progress line, Pulse pulse, Arrivals arrivals) {
        line.at("%d of %d sent, %d/s answered, p50 %.1f ms, p99 %.1f ms, in flight %d, refused or failed %d"
                .formatted(
                        pulse.sent(),
                        arrivals.count(),
                        pulse.recent(),
                        pulse.p50(),
                        pulse.p99(),
                        pulse.inFlight(),
                        pulse.refused()));
    }
}

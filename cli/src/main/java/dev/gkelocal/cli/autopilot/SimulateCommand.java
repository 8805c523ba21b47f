package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.whatif.Problem;
import dev.gkelocal.autopilot.core.whatif.Report;
import dev.gkelocal.autopilot.core.whatif.ReportCsv;
import dev.gkelocal.autopilot.core.whatif.ReportJson;
import dev.gkelocal.autopilot.core.whatif.Run;
import dev.gkelocal.autopilot.core.whatif.Scenario;
import dev.gkelocal.autopilot.core.whatif.ScenarioReader;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local autopilot simulate}. Runs in virtual time, inside this command: nothing need be running. */
@Command(
        name = "simulate",
        description = {
            "Run a scenario in virtual time: workloads, load curves and faults against an Autopilot cluster.",
            "Tells nodes by machine type, Pods by phase, how long Pods waited, what was evicted, and what it all cost."
        },
        footer = {
            "",
            "Examples:",
            "  gke-local autopilot simulate examples/autopilot/shop/scenario.yaml",
            "  gke-local autopilot simulate scenario.yaml -o html --out day.html",
            "  gke-local autopilot simulate scenario.yaml -o csv --out results/"
        })
final class SimulateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SCENARIO", description = "The scenario file; paths in it are relative to its folder.")
    private Path scenario = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private SimulateFormat output = SimulateFormat.TEXT;

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = "File to write to instead of standard output; for csv a folder, one file for each table.")
    private @Nullable Path out;

    private final Session session;

    SimulateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var read = read();
        Report report;
        try (var progress = session.terminal().progress("Simulating " + read.name() + " ...")) {
            report = Run.of(read);
        }
        write(report);
        return 0;
    }

    private Scenario read() {
        var documents = new ManifestFiles(session).read(List.of(scenario.toString()));
        if (documents.size() != 1) {
            throw new CommandFailed(
                    ExitCode.INVALID_CONFIGURATION,
                    scenario + ": a scenario is one YAML document, this has " + documents.size());
        }
        return switch (documents.getFirst()) {
            case Document.Unreadable broken ->
                throw new CommandFailed(ExitCode.INVALID_CONFIGURATION, broken.toString());
            case Document.Parsed(var root) -> scenario(root);
        };
    }

    private Scenario scenario(Value root) {
        var files = new ManifestFiles(session);
        var folder = Optional.ofNullable(scenario.getParent()).orElse(Path.of(""));
        return switch (ScenarioReader.read(
                root, path -> files.read(List.of(folder.resolve(path).toString())))) {
            case ScenarioReader.Result.Read(var read) -> read;
            case ScenarioReader.Result.Refused(var problems) ->
                throw new CommandFailed(
                        ExitCode.INVALID_CONFIGURATION,
                        problems.stream()
                                .map(Problem::toString)
                                .collect(Collectors.joining("\n", "the scenario is not valid\n", "")));
        };
    }

    private void write(Report report) throws IOException {
        switch (output) {
            case TEXT -> put(SimulateText.of(report));
            case JSON -> put(CheckJson.tree(ReportJson.of(report)).toPrettyString());
            case HTML -> put(ReportPage.of(report));
            case CSV -> tables(report);
        }
    }

    private void tables(Report report) throws IOException {
        var tables = ReportCsv.of(report);
        if (out == null) {
            tables.forEach(
                    (name, table) -> session.terminal().print("# " + name + "\n" + table.stripTrailing() + "\n"));
            return;
        }
        var folder = Files.createDirectories(session.folder().resolve(out));
        for (var table : tables.entrySet()) {
            var name = table.getKey().endsWith(".csv") ? table.getKey() : table.getKey() + ".csv";
            Files.writeString(folder.resolve(name), table.getValue());
        }
        session.terminal().say("Wrote " + tables.size() + " tables to " + out);
    }

    private void put(String text) throws IOException {
        if (out == null) {
            session.terminal().print(text.stripTrailing());
            return;
        }
        Files.writeString(session.folder().resolve(out), text.stripTrailing() + "\n");
        session.terminal().say("Wrote " + out);
    }
}

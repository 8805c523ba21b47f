package dev.gkelocal.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.TimeSpan;
import dev.gkelocal.cli.wire.LocalService;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local logs}. */
@Command(
        name = "logs",
        description = "Show what services wrote, as Cloud Logging entries; or a log of the platform itself.",
        footer = {
            "",
            "Examples:",
            "  gke-local logs hello",
            "  gke-local logs hello --since 10m --follow",
            "  gke-local logs hello --revision hello-00002-abc -o json",
            "  gke-local logs --platform cloudrun-sim"
        })
public final class LogsCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Parameters(arity = "0..1", paramLabel = "SERVICE", description = "Only this service's; else all services'.")
    private @Nullable String service;

    @Option(names = "--service", paramLabel = "SERVICE", description = "The same as the word SERVICE.")
    private @Nullable String serviceFlag;

    @Option(names = "--revision", paramLabel = "REVISION", description = "Only this revision's.")
    private @Nullable String revision;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what is newer: 30s, 10m, 2h or a point in time.")
    private @Nullable String since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many lines, the newest (${DEFAULT-VALUE}).")
    private int limit = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--platform",
            paramLabel = "PROCESS",
            description = "The platform's own log: supervisor, broker, cloudrun-sim, autopilot-sim or platform-api.")
    private @Nullable String process;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "json prints each entry whole, one a line.")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public LogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        if (process != null) {
            new LogFile(project.state(), process).show(session.terminal(), limit, follow);
            return 0;
        }
        var admin =
                new LocalService("cloudrun-sim", URI.create(project.endpoints().cloudRunAdmin()), PATIENCE);
        admin.lines("/local/v1/logs?" + query(), line -> session.terminal().print(shown(line)));
        return 0;
    }

    private String query() {
        var query = new StringJoiner("&").add("limit=" + limit);
        add(query, "service", serviceFlag == null ? service : serviceFlag);
        add(query, "revision", revision);
        add(query, "since", since == null ? null : point(since).toString());
        if (follow) {
            query.add("follow=true");
        }
        return query.toString();
    }

    /** A length of time back from now, or a point in time itself. */
    private static Instant point(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException _) {
            return Instant.now().minus(TimeSpan.parse("--since", text));
        }
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private String shown(String line) {
        return output == OutputFormat.TABLE
                ? Json.parse(line).map(LogsCommand::text).orElse(line)
                : line;
    }

    /** Time, revision, severity unless it is the usual one, and the text. */
    private static String text(JsonNode entry) {
        var severity = Json.text(entry, "severity");
        var text = entry.has("textPayload")
                ? Json.text(entry, "textPayload")
                : entry.path(entry.has("jsonPayload") ? "jsonPayload" : "httpRequest")
                        .toString();
        return "%s %s %s%s"
                .formatted(
                        Json.text(entry, "timestamp"),
                        Json.text(entry, "resource/labels/revision_name"),
                        severity.isEmpty() || severity.equals("DEFAULT") ? "" : severity + " ",
                        text);
    }
}

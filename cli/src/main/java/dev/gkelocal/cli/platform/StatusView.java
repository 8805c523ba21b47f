package dev.gkelocal.cli.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Table;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.embedded.PlatformStatus;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.state.ChildReport;
import dev.gkelocal.embedded.state.DiskUse;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.SupervisorState;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of the platform, for people and for machines. */
final class StatusView {
    private final Project project;
    private final Terminal terminal;
    private final Instant now;

    StatusView(Project project, Terminal terminal, Instant now) {
        this.project = project;
        this.terminal = terminal;
        this.now = now;
    }

    JsonNode json(PlatformStatus status) {
        var node = Json.object();
        node.put("project", project.folder().toString());
        node.put("stateFolder", project.state().root().toString());
        switch (status) {
            case PlatformStatus.Up(var state, var endpoints) -> {
                supervisor(node, state);
                endpoints(node.putObject("endpoints"), endpoints);
            }
            case PlatformStatus.InCluster(var endpoints, var ignored) ->
                endpoints(node.putObject("endpoints"), endpoints);
            case PlatformStatus.Changing(var state) -> supervisor(node, state);
            case PlatformStatus.Down(var lastFailure) -> {
                node.put("state", "down");
                node.put("lastFailure", lastFailure);
            }
            case PlatformStatus.LeftBehind(var running) -> {
                node.put("state", "left-behind");
                running.forEach(node.putArray("running")::add);
            }
        }
        disk(node.putObject("diskBytes"), DiskUse.of(project.state()));
        return node;
    }

    String text(PlatformStatus status) {
        return switch (status) {
            case PlatformStatus.Up(var state, var endpoints) ->
                "%s\n\n%s\n%s\n\n%s".formatted(head(state), processes(state), Addresses.text(endpoints), disk());
            case PlatformStatus.InCluster(var endpoints, var ignored) -> Addresses.text(endpoints);
            case PlatformStatus.Changing(var state) -> "%s\n\n%s".formatted(head(state), processes(state));
            case PlatformStatus.Down(var lastFailure) ->
                "The platform of %s is not running; start it with `gke-local up`.%s%s"
                        .formatted(
                                project.folder(),
                                lastFailure.isEmpty() ? "" : "\nThe last start failed: " + lastFailure,
                                project.state().root().toFile().isDirectory() ? "\n" + disk() : "");
            case PlatformStatus.LeftBehind(var running) ->
                "%s: it was killed and left behind %s; `gke-local up` or `gke-local down` cleans up."
                        .formatted(
                                terminal.bad("The platform of " + project.folder() + " is not running"),
                                String.join(", ", running));
        };
    }

    private String head(SupervisorState state) {
        var phase = state.phase().name().toLowerCase(Locale.ROOT);
        return "The platform of %s is %s, up %s (supervisor %d, %s)"
                .formatted(
                        project.folder(),
                        phase.equals("ready") ? terminal.good(phase) : terminal.bad(phase),
                        Words.of(Duration.between(state.startedAt(), now)),
                        state.supervisor().pid(),
                        Words.bytes(Memory.of(state.supervisor().pid())));
    }

    private String processes(SupervisorState state) {
        var table = new Table("PROCESS", "STATE", "PID", "SINCE", "RESTARTS", "MEMORY", "PORTS", "LOG");
        var details = new StringBuilder();
        for (var child : state.children()) {
            long pid = child.process().map(ProcessIdentity::pid).orElse(0L);
            table.row(
                    child.name(),
                    Words.of(child.phase()),
                    pid == 0 ? "-" : Long.toString(pid),
                    Words.of(Duration.between(child.since(), now)),
                    child.restarts(),
                    pid == 0 ? "-" : Words.bytes(Memory.of(pid)),
                    ports(child),
                    shortened(child.log()));
            note(details, child);
        }
        return table + details.toString();
    }

    private void note(StringBuilder details, ChildReport child) {
        var again = child.next()
                .map(it -> "starts again in " + Words.of(Duration.between(now, it)))
                .orElse("");
        var parts = Stream.of(
                        child.lastExit().isEmpty() ? "" : "last ended with " + child.lastExit(), again, child.detail())
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining("; "));
        if (!parts.isEmpty()) {
            details.append(child.name()).append(": ").append(parts).append('\n');
        }
    }

    /** Relative where the log lies in the project. */
    private Path shortened(Path log) {
        return log.startsWith(project.folder()) ? project.folder().relativize(log) : log;
    }

    private static String ports(ChildReport child) {
        return new TreeMap<>(child.ports())
                .entrySet().stream()
                        .map(it -> it.getKey() + " " + it.getValue())
                        .collect(Collectors.joining(", "));
    }

    private String disk() {
        var use = DiskUse.of(project.state());
        return "On disk %s in %s: events %s, logs %s, images %s, caches %s"
                .formatted(
                        Words.bytes(use.total()),
                        project.state().root(),
                        Words.bytes(use.topics()),
                        Words.bytes(use.logs()),
                        Words.bytes(use.images()),
                        Words.bytes(use.caches()));
    }

    private void supervisor(ObjectNode node, SupervisorState state) {
        node.put("state", state.phase().name().toLowerCase(Locale.ROOT));
        node.put("pid", state.supervisor().pid());
        node.put("startedAt", state.startedAt().toString());
        node.put("memoryBytes", Memory.of(state.supervisor().pid()));
        var processes = node.putArray("processes");
        for (var child : state.children()) {
            var process = processes.addObject();
            process.put("name", child.name());
            process.put("state", Words.of(child.phase()));
            child.process().ifPresent(it -> {
                process.put("pid", it.pid());
                process.put("memoryBytes", Memory.of(it.pid()));
            });
            process.put("since", child.since().toString());
            process.put("restarts", child.restarts());
            process.put("lastExit", child.lastExit());
            process.put("detail", child.detail());
            process.put("log", child.log().toString());
            new TreeMap<>(child.ports()).forEach(process.putObject("ports")::put);
        }
    }

    static void endpoints(ObjectNode node, Endpoints endpoints) {
        node.put("gateway", endpoints.gateway());
        node.put("cloudRunAdmin", endpoints.cloudRunAdmin());
        node.put("cloudRunIngress", endpoints.cloudRunIngress());
        node.put("autopilot", endpoints.autopilot());
        node.put("kafka", endpoints.kafka());
        new TreeMap<>(endpoints.management()).forEach(node.putObject("management")::put);
    }

    private static void disk(ObjectNode node, DiskUse use) {
        node.put("topics", use.topics());
        node.put("logs", use.logs());
        node.put("images", use.images());
        node.put("caches", use.caches());
        node.put("total", use.total());
    }
}

package dev.gkelocal.cli.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.kind.registry.RegistrySettings;
import dev.gkelocal.kind.registry.RegistryStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local registry status}. */
@Command(
        name = "status",
        description = "Show the registry. Exits with 5 when it does not answer.",
        footer = {"", "Examples:", "  gke-local registry status", "  gke-local registry status -o json"})
final class StatusCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            var status = registries.status(settings, cluster);
            session.terminal().print(output, json(status, settings), () -> text(status, settings));
            return status.accessible() ? 0 : ExitCode.PRECONDITION.number();
        });
    }

    private static ObjectNode json(RegistryStatus status, RegistrySettings settings) {
        var access = status.access();
        var name = access == null ? "localhost:" + settings.port() : access.name();
        return Json.object()
                .put("name", access == null ? settings.container() : access.container())
                .put("running", status.state().equals("running"))
                .put("host", name.substring(0, name.lastIndexOf(':')))
                .put("port", Integer.parseInt(name.substring(name.lastIndexOf(':') + 1)))
                .put("endpoint", name)
                .put("state", status.state())
                .put("accessible", status.accessible())
                .put("connected", status.connected())
                .put("clusterAddress", access == null ? "" : access.clusterAddress())
                .put("ours", access != null && access.ours());
    }

    private static String text(RegistryStatus status, RegistrySettings settings) {
        var access = status.access();
        if (access == null) {
            return "registry    none; `gke-local registry start` starts " + settings.container();
        }
        return """
                registry    %s, container %s: %s%s
                answers     %s
                cluster     %s""".formatted(
                        access.name(),
                        access.container(),
                        status.state(),
                        access.ours() ? "" : ", not made by gke-local",
                        status.accessible() ? "yes" : "no",
                        status.connected()
                                ? settings.cluster() + " uses it; Pods reach it at " + access.clusterAddress()
                                : settings.cluster() + " does not use it; `gke-local registry connect` changes that");
    }
}

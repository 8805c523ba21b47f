package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Terminal;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local platform render}. */
@Command(
        name = "render",
        description = "Print every Kubernetes manifest of the platform as plain YAML, or write it into files.",
        footer = {
            "",
            "For kubectl, GitOps and review: the same objects that `up --kind` applies. No cluster is asked; images are named by the",
            "tags under which `up --kind` pushes them.",
            "",
            "Examples:",
            "  gke-local platform render | kubectl diff -f -",
            "  gke-local platform render --dir deploy/ --registry registry.example.com --without grafana,jaeger",
            "  gke-local platform render --namespace shop     what a namespace of your own starts with"
        })
final class RenderCommand implements Callable<Integer> {
    @Option(
            names = {"-d", "--dir"},
            paramLabel = "DIR",
            description = "Write one file for each object, in a folder for each namespace.")
    private @Nullable Path dir;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description =
                    "Instead, what a namespace of your own starts with: level, default deny, ways to the platform.")
    private @Nullable String namespace;

    @ArgGroup(validate = false, heading = "%nOf the cluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    RenderCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions.withDefaults(cluster.values()));
        var dist = session.dist()
                .orElseThrow(() -> new CommandFailed(
                        ExitCode.PRECONDITION, "no build is known; start it through the launcher ./gke-local"));
        Terminal terminal = session.terminal();
        Render.run(terminal, new Render.Wish(dist, session.environment(), project, dir, namespace));
        return 0;
    }
}

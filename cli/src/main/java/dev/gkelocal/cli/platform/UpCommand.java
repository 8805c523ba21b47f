package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local up}. */
@Command(
        name = "up",
        aliases = "start",
        description = "Start the platform of this project and wait until all of it is ready.",
        footer = {
            "",
            "Examples:",
            "  gke-local up",
            "  gke-local up --auto-ports                      beside another project's platform",
            "  gke-local up --set simulation.cloud_run.time_scale=10",
            "  gke-local up --kind                            in a Kind cluster, which is made when there is none",
            "  gke-local up --kind --context gke_shop --registry registry.example.com --without grafana,jaeger"
        })
public final class UpCommand implements Callable<Integer> {
    @Option(names = "--auto-ports", description = "Take a free port in place of each that is busy.")
    private boolean autoPorts;

    @ArgGroup(validate = false, heading = "%nIn a Kubernetes cluster:%n")
    private ClusterOptions cluster = new ClusterOptions();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public UpCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions.withDefaults(cluster.values()));
        project.loaded().warnings().forEach(it -> session.terminal().warn(it.text()));
        if (cluster.kind()) {
            return ClusterUp.run(session, project, cluster);
        }
        cluster.refuseWithoutKind();
        var endpoints = new Startup(session, project).up(autoPorts);
        session.terminal().say(Addresses.text(endpoints));
        return 0;
    }
}

package dev.gkelocal.cli.run;

import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local run services update-traffic}. */
@Command(
        name = "update-traffic",
        description = "Change how traffic is split between revisions, and tags.",
        footer = {
            "",
            "Examples:",
            "  gke-local run services update-traffic hello --to-latest",
            "  gke-local run services update-traffic hello --to-revisions hello-00001-abc=10",
            "  gke-local run services update-traffic hello --update-tags next=hello-00002-def"
        })
final class UpdateTrafficCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SERVICE", description = "Name of the service.")
    private String name = "";

    @Mixin
    private TrafficFlags flags = new TrafficFlags();

    @Option(names = "--async", description = "Do not wait until the traffic flows so.")
    private boolean async;

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    UpdateTrafficCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var project = Project.open(session, projectOptions);
        var cloudRun = CloudRuns.of(project);
        var before = cloudRun.existing(name);
        var edit = ServiceEdit.of(name, before);
        edit.traffic(TrafficJson.write(flags.applyTo(TrafficJson.read(before.path("traffic")))));
        var operation = cloudRun.patch(name, edit.service(), edit.updateMask());
        if (async) {
            session.terminal().say("Updating the traffic of service [" + name + "].");
            return 0;
        }
        var service = new Rollout(cloudRun, session.terminal(), true).await(name, operation);
        session.terminal().print(output, service, () -> ServiceText.traffic(service));
        return 0;
    }
}

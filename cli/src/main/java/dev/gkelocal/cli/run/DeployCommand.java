package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.OutputFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gke-local run deploy}. */
@Command(
        name = "deploy",
        description = "Deploy a service from a folder or an image, as gcloud run deploy does.",
        footer = {
            "",
            "Examples:",
            "  gke-local run deploy hello --source examples/hello",
            "  gke-local run deploy hello --image local/hello --max-instances 5 --set-env-vars GREETING=hi",
            "  gke-local run deploy hello --source . --no-traffic --tag next",
            "",
            "The program must listen on 0.0.0.0:$PORT, as on Cloud Run; other machines may then reach it."
        })
public final class DeployCommand implements Callable<Integer> {
    @Parameters(paramLabel = "SERVICE", description = "Name of the service; made when there is none.")
    private String name = "";

    @Mixin
    private DeployFlags flags = new DeployFlags();

    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table prints the address; json and yaml the whole service.")
    private OutputFormat output = OutputFormat.TABLE;

    private final Session session;

    public DeployCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (flags.image != null && flags.source != null) {
            throw GcloudValues.usage("--image and --source exclude each other");
        }
        var project = Project.open(session, projectOptions);
        var service = new Deployment(project, session, flags).run(name);
        session.terminal().print(output, service, () -> service.path("uri").asText());
        if (output == OutputFormat.TABLE && !flags.async) {
            hint(service);
        }
        return 0;
    }

    private void hint(JsonNode service) {
        session.terminal()
                .say(session.terminal().faint("Try: curl " + service.path("uri").asText()));
    }
}

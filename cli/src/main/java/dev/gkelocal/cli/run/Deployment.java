package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.project.Project;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.cloudrun.core.traffic.TrafficUpdate;
import dev.gkelocal.embedded.state.Endpoints.Kubernetes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One deploy from the flags to a revision that serves, with the stages that gcloud shows (cloudrun sheet 3.7). */
public final class Deployment {
    private final Project project;
    private final CloudRun cloudRun;
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final DeployFlags flags;

    Deployment(Project project, Session session, DeployFlags flags) {
        this.project = project;
        this.cloudRun = CloudRuns.of(project);
        this.terminal = session.terminal();
        this.environment = session.environment();
        this.flags = flags;
    }

    /** Deploys a folder with an image's defaults but for two limits. */
    public static JsonNode ofFolder(
            Project project, Session session, String name, Path folder, int concurrency, int maxInstances) {
        var flags = new DeployFlags();
        flags.source = folder;
        flags.concurrency = Integer.toString(concurrency);
        flags.maxInstances = Integer.toString(maxInstances);
        return new Deployment(project, session, flags).run(name);
    }

    /** The service as it is afterwards. */
    JsonNode run(String name) {
        var existing = cloudRun.service(name);
        var image = image(name, existing);
        var edit = existing.map(it -> ServiceEdit.of(name, it)).orElseGet(() -> ServiceEdit.ofNew(name));
        edit.apply(flags, image);
        if (flags.noTraffic) {
            edit.traffic(withoutLatest(existing));
        }
        terminal.say("Deploying to Cloud Run service [%s] in project [%s] region [%s]"
                .formatted(name, project.projectId(), project.region()));
        var operation = existing.isPresent()
                ? cloudRun.patch(name, edit.service(), edit.updateMask())
                : cloudRun.create(name, edit.service());
        if (flags.async) {
            return started(name, operation);
        }
        var service = new Rollout(cloudRun, terminal, flags.quiet).await(name, operation);
        if (flags.tag != null) {
            service = new Rollout(cloudRun, terminal, true).await(name, tagged(name, service, flags.tag));
        }
        conclude(name, service);
        return service;
    }

    private JsonNode started(String name, JsonNode operation) {
        if (flags.tag != null) {
            terminal.warn("--tag is not set, because --async does not wait for the revision it would name; set it with"
                    + " `gke-local run services update-traffic %s --update-tags %s=REVISION`"
                            .formatted(name, flags.tag));
        }
        terminal.say("Service [%s] is deploying; `gke-local run services describe %s` shows how it goes"
                .formatted(name, name));
        return operation.path("metadata");
    }

    private @Nullable String image(String name, Optional<JsonNode> existing) {
        if (flags.source != null) {
            return build(name, flags.source);
        }
        if (flags.image == null && existing.isEmpty()) {
            throw GcloudValues.usage(
                    "service [%s] does not exist yet: say what to run with --source DIR or --image IMAGE"
                            .formatted(name));
        }
        return flags.image;
    }

    private String build(String name, Path source) {
        var folder = project.resolve(source);
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "--source: there is no folder " + folder);
        }
        var home = project.endpoints().kubernetes();
        return home == null ? buildHere(name, folder) : buildForCluster(name, folder, home);
    }

    private String buildForCluster(String name, Path folder, Kubernetes home) {
        var words = new ArrayList<String>();
        if (flags.command != null && !flags.command.isEmpty()) {
            words.addAll(GcloudValues.list(flags.command));
            if (flags.args != null && !flags.args.isEmpty()) {
                words.addAll(GcloudValues.list(flags.args));
            }
        }
        return new ClusterBuild(project, home, environment, terminal).image(name, folder, words);
    }

    private String buildHere(String name, Path folder) {
        var order = Json.object().put("name", name).put("source", folder.toString());
        if (flags.command != null && !flags.command.isEmpty()) {
            copyWords(order, "command", flags.command);
            copyWords(order, "args", flags.args);
        }
        try (var line = terminal.progress("Building an image from " + folder)) {
            var image = cloudRun.build(order).orFail();
            line.done("%s Built image %s from %s (%s)"
                    .formatted(terminal.good("✓"), Json.text(image, "image"), folder, Json.text(image, "kind")));
            // By digest, as gcloud does: a changed source is a changed template, and so a new revision.
            return Json.text(image, "image") + "@" + Json.text(image, "digest");
        }
    }

    private static void copyWords(ObjectNode order, String field, @Nullable String words) {
        if (words != null && !words.isEmpty()) {
            GcloudValues.list(words).forEach(order.withArray("/" + field)::add);
        }
    }

    private static ArrayNode withoutLatest(Optional<JsonNode> existing) {
        var service = existing.orElseThrow(
                () -> GcloudValues.usage("--no-traffic not supported when creating a new service."));
        var ready = CloudRun.shortName(Json.text(service, "latestReadyRevision"));
        if (ready.isEmpty()) {
            throw new CommandFailed(
                    ExitCode.PRECONDITION,
                    "--no-traffic: no revision of the service is ready, so none can keep the traffic");
        }
        return TrafficJson.write(TrafficUpdate.withoutLatest(TrafficJson.read(service.path("traffic")), ready));
    }

    /** Names the revision that was just made: a tag on the latest would wander to the next one. */
    private JsonNode tagged(String name, JsonNode service, String tag) {
        var revision = CloudRun.shortName(Json.text(service, "latestCreatedRevision"));
        var edit = ServiceEdit.of(name, service);
        edit.traffic(TrafficJson.tag(service.path("traffic"), tag, revision));
        return cloudRun.patch(name, edit.service(), edit.updateMask());
    }

    private void conclude(String name, JsonNode service) {
        var revision = CloudRun.shortName(Json.text(service, "latestCreatedRevision"));
        int percent = 0;
        for (var status : service.path("trafficStatuses")) {
            if (CloudRun.shortName(Json.text(status, "revision")).equals(revision)) {
                percent += status.path("percent").asInt();
            }
            if (flags.tag != null && flags.tag.equals(Json.text(status, "tag"))) {
                terminal.say("The revision can be reached directly at " + Json.text(status, "uri"));
            }
        }
        terminal.say("Service [%s] revision [%s] has been deployed and is serving %d percent of traffic."
                .formatted(name, revision, percent));
    }
}

package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.cloudrun.InstanceState;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.platform.problems.DidYouMean;
import dev.gkelocal.platform.problems.Problem;
import dev.gkelocal.platform.problems.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What Cloud Run looks like now. Reads memory only, so it answers while the broker is away. */
@Path("/api/v1/cloudrun")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Cloud Run", description = "Read models made from the platform's events. Write through the Admin API.")
public final class CloudRunResource {
    private static final String SERVICE = "Short or full name of a service.";
    private static final String REVISION = "Short or full name of a revision.";

    private final CloudRunView view;

    @Inject
    CloudRunResource(CloudRunView view) {
        this.view = view;
    }

    public record Services(List<ServiceState> services) {}

    public record Revisions(List<RevisionState> revisions) {}

    public record Instances(InstanceCounts counts, List<InstanceState> instances) {}

    public record Decisions(List<Decision> decisions) {}

    public record History(List<InstanceHistory.Sample> samples) {}

    @GET
    @Path("services")
    @Operation(operationId = "listServices", summary = "Services by name")
    public Services services(
            @RestQuery @Parameter(description = SERVICE) @Nullable String service,
            @RestQuery @DefaultValue("1000") int limit,
            @RestQuery @DefaultValue("false") boolean showDeleted) {
        return new Services(view.services(select(service, null, limit), showDeleted));
    }

    @GET
    @Path("services/{service: .+}")
    @Operation(operationId = "getService", summary = "One service, by its short or full name")
    @APIResponse(responseCode = "404", description = "No service has this name.")
    public ServiceState service(@PathParam("service") String service) {
        var found = view.services(select(service, null, 1), true);
        return found.stream()
                .findFirst()
                .orElseThrow(() -> unknown(
                        "service",
                        service,
                        view.services(Selection.ALL, false).stream()
                                .map(it -> it.name().service())));
    }

    @GET
    @Path("revisions")
    @Operation(operationId = "listRevisions", summary = "Revisions, newest first")
    public Revisions revisions(
            @RestQuery @Parameter(description = SERVICE) @Nullable String service,
            @RestQuery @Parameter(description = REVISION) @Nullable String revision,
            @RestQuery @DefaultValue("1000") int limit,
            @RestQuery @DefaultValue("false") boolean showDeleted) {
        return new Revisions(view.revisions(select(service, revision, limit), showDeleted));
    }

    @GET
    @Path("revisions/{revision: .+}")
    @Operation(operationId = "getRevision", summary = "One revision, by its short or full name")
    @APIResponse(responseCode = "404", description = "No revision has this name.")
    public RevisionState revision(@PathParam("revision") String revision) {
        return view.revisions(select(null, revision, 1), true).stream()
                .findFirst()
                .orElseThrow(() -> unknown(
                        "revision",
                        revision,
                        view.revisions(Selection.ALL, false).stream()
                                .map(it -> it.name().revision())));
    }

    @GET
    @Path("instances")
    @Operation(operationId = "listInstances", summary = "Instances, newest first, with their count by phase")
    public Instances instances(
            @RestQuery @Parameter(description = SERVICE) @Nullable String service,
            @RestQuery @Parameter(description = REVISION) @Nullable String revision,
            @RestQuery @DefaultValue("1000") int limit,
            @RestQuery @DefaultValue("false") boolean showStopped) {
        var selection = select(service, revision, limit);
        var all = view.instances(new Selection(selection.service(), selection.revision(), Integer.MAX_VALUE), false);
        return new Instances(InstanceCounts.of(all), view.instances(selection, showStopped));
    }

    @GET
    @Path("instances/{instance}")
    @Operation(operationId = "getInstance", summary = "One instance, by its id")
    @APIResponse(responseCode = "404", description = "No instance has this id, or it stopped long ago.")
    public InstanceState instance(@PathParam("instance") String instance) {
        return view.instance(instance)
                .orElseThrow(() -> unknown(
                        "instance",
                        instance,
                        view.instances(Selection.ALL, false).stream()
                                .map(it -> it.id().value())));
    }

    @GET
    @Path("history")
    @Operation(operationId = "instanceHistory", summary = "Instance counts by phase, one sample a second, oldest first")
    public History history(
            @RestQuery @DefaultValue("300") @Parameter(description = "How far back; at most 600.") int seconds) {
        if (seconds < 1 || seconds > InstanceHistory.LENGTH.toSeconds()) {
            throw new ProblemException(Problem.badRequest(
                    "query parameter seconds",
                    "seconds is " + seconds + ".",
                    "Give a number from 1 to " + InstanceHistory.LENGTH.toSeconds() + "."));
        }
        return new History(view.history(Duration.ofSeconds(seconds)));
    }

    @GET
    @Path("decisions")
    @Operation(operationId = "listDecisions", summary = "Scaling decisions with reason and inputs, newest first")
    public Decisions decisions(
            @RestQuery @Parameter(description = SERVICE) @Nullable String service,
            @RestQuery @Parameter(description = REVISION) @Nullable String revision,
            @RestQuery @DefaultValue("100") int limit) {
        return new Decisions(view.decisions(select(service, revision, limit)));
    }

    private static Selection select(@Nullable String service, @Nullable String revision, int limit) {
        if (limit < 1) {
            throw new ProblemException(Problem.badRequest(
                    "query parameter limit", "limit is " + limit + ".", "Give a number from 1 on, or leave it out."));
        }
        return new Selection(Optional.ofNullable(service), Optional.ofNullable(revision), limit);
    }

    private static ProblemException unknown(String kind, String given, Stream<String> known) {
        return new ProblemException(Problem.notFound(
                "path, " + kind,
                "No " + kind + " is called '" + given + "'.",
                DidYouMean.advice(given, known.distinct().toList())));
    }
}

package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.cloudrun.admin.Pages.Key;
import dev.gkelocal.cloudrun.admin.Scope.Place;
import dev.gkelocal.cloudrun.control.Addresses;
import dev.gkelocal.cloudrun.control.Catalogue;
import dev.gkelocal.cloudrun.control.ControlPlane;
import dev.gkelocal.cloudrun.control.Services;
import dev.gkelocal.cloudrun.control.Services.RevisionDeletion;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.RevisionName;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Revisions (cloudrun sheet 3.1). A service of {@code -} means all of them. */
@Path("/v2/projects/{project}/locations/{location}/services/{service}/revisions")
@RunOnVirtualThread
public final class RevisionsResource {
    private static final String ANY = "-";

    private final Scope scope;
    private final Services services;
    private final Catalogue catalogue;
    private final ResourceJson json;
    private final Operations operations;

    public RevisionsResource(
            Scope scope, Services services, Catalogue catalogue, ControlPlane control, Addresses addresses) {
        this.scope = scope;
        this.services = services;
        this.catalogue = catalogue;
        this.json = new ResourceJson(addresses);
        this.operations = new Operations(json, control::isRouted);
    }

    @GET
    public Response list(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("service") String service,
            @QueryParam("pageSize") int pageSize,
            @QueryParam("pageToken") @DefaultValue("") String pageToken) {
        var after = Key.parse(pageToken);
        if (!pageToken.isEmpty() && after.isEmpty()) {
            return Answers.invalid(List.of(new Violation("pageToken", "is not one that a list gave")));
        }
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place -> {
                if (!service.equals(ANY)
                        && catalogue
                                .service(place.service(service))
                                .filter(it -> it.deleteTime() == null)
                                .isEmpty()) {
                    yield Answers.of(Services.notFound(place.service(service)));
                }
                var found = catalogue.revisions().stream()
                        .filter(it -> it.name().service().region().equals(place.region()))
                        .filter(it -> service.equals(ANY)
                                || it.name().service().service().equals(service))
                        .toList();
                yield Answers.ok(Pages.of(
                        "revisions",
                        found,
                        it -> new Key(it.createTime(), it.name().toString()),
                        json::of,
                        pageSize,
                        after));
            }
        };
    }

    @GET
    @Path("/{revision}")
    public Response get(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("service") String service,
            @PathParam("revision") String revision) {
        return at(
                project,
                location,
                service,
                revision,
                name -> catalogue
                        .revision(name)
                        .map(it -> Answers.ok(json.of(it)))
                        .orElseGet(() -> Answers.of(Services.notFound(name))));
    }

    @DELETE
    @Path("/{revision}")
    public Response delete(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("service") String service,
            @PathParam("revision") String revision,
            @QueryParam("validateOnly") boolean validateOnly,
            @QueryParam("etag") @DefaultValue("") String etag,
            @HeaderParam("traceparent") @Nullable String traceparent) {
        var terms = new Services.Terms("", validateOnly, traceparent);
        return at(project, location, service, revision, name -> switch (services.deleteRevision(name, etag, terms)) {
            case RevisionDeletion.Deleted(var state) ->
                Answers.ok(operations.finished(state, UUID.randomUUID().toString()));
            case RevisionDeletion.Refused(var refusal) -> Answers.of(refusal);
            case RevisionDeletion.Unavailable(var reason) -> Answers.error(Answers.Code.UNAVAILABLE, reason);
        });
    }

    private Response at(
            String project, String location, String service, String revision, Function<RevisionName, Response> then) {
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place -> then.apply(resolve(place, service, revision));
        };
    }

    private RevisionName resolve(Place.Found place, String service, String revision) {
        if (!service.equals(ANY)) {
            return place.service(service).revision(revision);
        }
        return catalogue.revisions().stream()
                .map(it -> it.name())
                .filter(it ->
                        it.revision().equals(revision) && it.service().region().equals(place.region()))
                .findFirst()
                .orElseGet(() -> place.service(ANY).revision(revision));
    }
}

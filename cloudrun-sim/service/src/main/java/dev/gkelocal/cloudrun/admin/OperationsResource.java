package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.cloudrun.admin.Bodies.Body;
import dev.gkelocal.cloudrun.admin.Pages.Key;
import dev.gkelocal.cloudrun.admin.Scope.Place;
import dev.gkelocal.cloudrun.control.Addresses;
import dev.gkelocal.cloudrun.control.Catalogue;
import dev.gkelocal.cloudrun.control.ControlPlane;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.cloudrun.Operation;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Long-running operations on services (cloudrun sheet 3.2). They live in the services' own states. */
@Path("/v2/projects/{project}/locations/{location}/operations")
@RunOnVirtualThread
public final class OperationsResource {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Scope scope;
    private final Catalogue catalogue;
    private final InstantSource clock;
    private final Operations operations;
    /** Deleted by a client, which only hides them; until the next start. */
    private final Set<String> hidden = ConcurrentHashMap.newKeySet();

    public OperationsResource(
            Scope scope, Catalogue catalogue, ControlPlane control, Addresses addresses, InstantSource clock) {
        this.scope = scope;
        this.catalogue = catalogue;
        this.clock = clock;
        this.operations = new Operations(new ResourceJson(addresses), control::isRouted);
    }

    private record Found(ServiceState service, Operation operation) {}

    @GET
    public Response list(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @QueryParam("pageSize") int pageSize,
            @QueryParam("pageToken") @DefaultValue("") String pageToken) {
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place ->
                Answers.ok(Pages.of(
                        "operations",
                        all(place.region()),
                        it -> new Key(it.operation.createTime(), it.operation.id()),
                        it -> operations.of(it.service, it.operation),
                        pageSize,
                        Key.parse(pageToken)));
        };
    }

    @GET
    @Path("/{operation}")
    public Response get(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("operation") String operation) {
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place ->
                find(place.region(), operation)
                        .map(it -> Answers.ok(operations.of(it.service, it.operation)))
                        .orElseGet(() -> notFound(operation));
        };
    }

    @DELETE
    @Path("/{operation}")
    public Response delete(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("operation") String operation) {
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place -> {
                var found = find(place.region(), operation);
                found.ifPresent(it -> hidden.add(it.operation.id()));
                yield found.isPresent() ? Answers.ok(Answers.JSON.createObjectNode()) : notFound(operation);
            }
        };
    }

    @POST
    @Path("/{operation: [^/:]+}:wait")
    public Response await(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("operation") String operation,
            byte @Nullable [] body)
            throws InterruptedException {
        var violations = new ArrayList<Violation>();
        Duration asked;
        switch (Bodies.read(body)) {
            case Body.Refused(var answer) -> {
                return answer;
            }
            case Body.Read(var tree) -> {
                var fields = Fields.of(tree, "", violations);
                asked = fields.duration("timeout");
                fields.outputOnly("name");
                fields.end();
            }
        }
        if (!violations.isEmpty()) {
            return Answers.invalid(violations);
        }
        var limit = asked == null || asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
        if (!(scope.place(project, location) instanceof Place.Found place)) {
            return get(project, location, operation);
        }
        catalogue.await(
                () -> find(place.region(), operation)
                        .map(it -> operations.done(it.service, it.operation))
                        .orElse(true),
                limit,
                clock);
        return get(project, location, operation);
    }

    private List<Found> all(String region) {
        return catalogue.services().stream()
                .filter(it -> it.name().region().equals(region))
                .flatMap(service -> service.operations().stream()
                        .filter(it -> !hidden.contains(it.id()))
                        .map(it -> new Found(service, it)))
                .toList();
    }

    private Optional<Found> find(String region, String id) {
        return all(region).stream().filter(it -> it.operation.id().equals(id)).findFirst();
    }

    private static Response notFound(String operation) {
        return Answers.error(Answers.Code.NOT_FOUND, "Operation '" + operation + "' does not exist.");
    }
}

package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cloudrun.admin.Bodies.Body;
import dev.gkelocal.cloudrun.admin.Pages.Key;
import dev.gkelocal.cloudrun.admin.Scope.Place;
import dev.gkelocal.cloudrun.control.Addresses;
import dev.gkelocal.cloudrun.control.Catalogue;
import dev.gkelocal.cloudrun.control.ControlPlane;
import dev.gkelocal.cloudrun.control.Drafting;
import dev.gkelocal.cloudrun.control.ServiceWrite;
import dev.gkelocal.cloudrun.control.Services;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Services (cloudrun sheet 3.1). */
@Path("/v2/projects/{project}/locations/{location}/services")
@RunOnVirtualThread
public final class ServicesResource {
    private final Scope scope;
    private final Services services;
    private final Catalogue catalogue;
    private final ServiceReader reader;
    private final ResourceJson json;
    private final Operations operations;

    public ServicesResource(
            Scope scope,
            Services services,
            Catalogue catalogue,
            ControlPlane control,
            Addresses addresses,
            TemplateDefaults defaults) {
        this.scope = scope;
        this.services = services;
        this.catalogue = catalogue;
        this.reader = new ServiceReader(defaults);
        this.json = new ResourceJson(addresses);
        this.operations = new Operations(json, control::isRouted);
    }

    @POST
    public Response create(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @QueryParam("serviceId") @DefaultValue("") String serviceId,
            @QueryParam("validateOnly") boolean validateOnly,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte @Nullable [] body) {
        if (!Scope.isSegment(serviceId)) {
            return Answers.invalid(List.of(new Violation("serviceId", "must be set: the name of the new service")));
        }
        return at(
                project,
                location,
                serviceId,
                name -> with(
                        body,
                        tree -> answer(
                                services.create(name, _ -> reader.read(tree), terms(validateOnly, traceparent)))));
    }

    @GET
    public Response list(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @QueryParam("pageSize") int pageSize,
            @QueryParam("pageToken") @DefaultValue("") String pageToken,
            @QueryParam("showDeleted") boolean showDeleted) {
        var after = Key.parse(pageToken);
        if (!pageToken.isEmpty() && after.isEmpty()) {
            return Answers.invalid(List.of(new Violation("pageToken", "is not one that a list gave")));
        }
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place -> {
                var found = catalogue.services().stream()
                        .filter(it -> it.name().region().equals(place.region()))
                        .filter(it -> showDeleted || it.deleteTime() == null)
                        .toList();
                yield Answers.ok(Pages.of(
                        "services",
                        found,
                        it -> new Key(it.createTime(), it.name().service()),
                        json::of,
                        pageSize,
                        after));
            }
        };
    }

    @GET
    @Path("/{service}")
    public Response get(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("service") String service) {
        return at(
                project,
                location,
                service,
                name -> live(name)
                        .map(it -> Answers.ok(json.of(it)))
                        .orElseGet(() -> Answers.of(Services.notFound(name))));
    }

    @PATCH
    @Path("/{service}")
    public Response patch(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("service") String service,
            @QueryParam("updateMask") @DefaultValue("") String updateMask,
            @QueryParam("validateOnly") boolean validateOnly,
            @QueryParam("allowMissing") boolean allowMissing,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte @Nullable [] body) {
        var mask = UpdateMask.parse(updateMask);
        var violations = mask.check();
        if (!violations.isEmpty()) {
            return Answers.invalid(violations);
        }
        return at(
                project,
                location,
                service,
                name -> with(
                        body,
                        tree -> answer(services.update(
                                name, patching(mask, tree), allowMissing, terms(validateOnly, traceparent)))));
    }

    private Drafting patching(UpdateMask mask, JsonNode body) {
        return current -> {
            if (current == null || mask.coversAll() || !body.isObject()) {
                return reader.read(body);
            }
            var before = json.of(current);
            before.remove("etag");
            return reader.read(mask.merge(before, body));
        };
    }

    @DELETE
    @Path("/{service}")
    public Response delete(
            @PathParam("project") String project,
            @PathParam("location") String location,
            @PathParam("service") String service,
            @QueryParam("validateOnly") boolean validateOnly,
            @QueryParam("etag") @DefaultValue("") String etag,
            @HeaderParam("traceparent") @Nullable String traceparent) {
        return at(
                project,
                location,
                service,
                name -> answer(services.delete(name, etag, terms(validateOnly, traceparent))));
    }

    private Optional<ServiceState> live(ServiceName name) {
        return catalogue.service(name).filter(it -> it.deleteTime() == null);
    }

    private Response at(String project, String location, String service, Function<ServiceName, Response> then) {
        return switch (scope.place(project, location)) {
            case Place.Refused(var answer) -> answer;
            case Place.Found place -> then.apply(place.service(service));
        };
    }

    private static Response with(byte @Nullable [] body, Function<JsonNode, Response> then) {
        return switch (Bodies.read(body)) {
            case Body.Refused(var answer) -> answer;
            case Body.Read(var tree) -> then.apply(tree);
        };
    }

    private Response answer(ServiceWrite write) {
        return switch (write) {
            case ServiceWrite.Accepted(var state, var operation) -> Answers.ok(operations.of(state, operation));
            case ServiceWrite.Validated(var wouldBe) ->
                Answers.ok(operations.unfinished(wouldBe, UUID.randomUUID().toString()));
            case ServiceWrite.Refused(var refusal) -> Answers.of(refusal);
            case ServiceWrite.Unavailable(var reason) -> Answers.error(Answers.Code.UNAVAILABLE, reason);
        };
    }

    private static Services.Terms terms(boolean validateOnly, @Nullable String traceparent) {
        return new Services.Terms(System.getProperty("user.name", "user") + "@localhost", validateOnly, traceparent);
    }
}

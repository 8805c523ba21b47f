package dev.gkelocal.cloudrun.admin;

import dev.gkelocal.cloudrun.admin.Scope.Place;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Regions: the configured one is listed, others work too (cloudrun sheet 3.1). */
@Path("/{version: v1|v2}/projects/{project}/locations")
public final class LocationsResource {
    private final Scope scope;

    public LocationsResource(Scope scope) {
        this.scope = scope;
    }

    @GET
    public Response list(@PathParam("project") String project) {
        return switch (scope.place(project, scope.defaultRegion())) {
            case Place.Refused(var answer) -> answer;
            case Place.Found(var id, var region) -> {
                var body = Answers.JSON.createObjectNode();
                body.putArray("locations")
                        .addObject()
                        .put("name", "projects/" + id + "/locations/" + region)
                        .put("locationId", region)
                        .put("displayName", region);
                yield Answers.ok(body);
            }
        };
    }
}

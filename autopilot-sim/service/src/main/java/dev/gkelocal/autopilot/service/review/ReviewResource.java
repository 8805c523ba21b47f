package dev.gkelocal.autopilot.service.review;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** The webhooks. Answered on the event loop: a review is a matter of microseconds. */
@Path("/")
@NonBlocking
public final class ReviewResource {
    private final Reviews reviews;

    public ReviewResource(Reviews reviews) {
        this.reviews = reviews;
    }

    @POST
    @Path("admission/mutate")
    public Response mutate(byte @Nullable [] body) {
        return reviews.mutate(body);
    }

    @POST
    @Path("admission/validate")
    public Response validate(byte @Nullable [] body) {
        return reviews.validate(body);
    }

    @POST
    @Path("authorize")
    public Response authorize(byte @Nullable [] body) {
        return reviews.authorize(body);
    }
}

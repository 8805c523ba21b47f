package dev.gkelocal.platform.status;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /api/v1/status}. */
@Path("/api/v1/status")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Platform", description = "The platform's own processes.")
public final class StatusResource {
    private final StatusReader status;

    @Inject
    StatusResource(StatusReader status) {
        this.status = status;
    }

    @GET
    @Operation(
            operationId = "getStatus",
            summary = "The platform's processes, addresses, memory, disk use and simulators")
    public PlatformStatus status() {
        return status.read();
    }
}

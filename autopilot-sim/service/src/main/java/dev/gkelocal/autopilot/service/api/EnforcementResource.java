package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.service.access.Answers;
import dev.gkelocal.autopilot.service.enforcement.EnforcementStatus;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** Whether a Kubernetes cluster around us keeps to Autopilot's rules. */
@Path("/api/v1/enforcement")
@RunOnVirtualThread
public final class EnforcementResource {
    private final Enforcement enforcement;

    public EnforcementResource(Enforcement enforcement) {
        this.enforcement = enforcement;
    }

    /** Answers for the whole service; empty outside of a cluster. */
    public interface Enforcement {
        Optional<EnforcementStatus> enforcement();
    }

    @GET
    public Response status() {
        return Answers.ok(enforcement
                .enforcement()
                .map(EnforcementResource::json)
                .orElseGet(() -> new Tree()
                        .put("state", "NO_CLUSTER")
                        .put("why", "the platform runs without a cluster; `gke-local up --kind` runs it in one")
                        .value()));
    }

    private static Value json(EnforcementStatus status) {
        return new Tree()
                .put("state", status.state().name())
                .put("why", status.why())
                .put("since", status.since())
                .put("checked", come(status.checked()))
                .put("reach", status.reach())
                .put("certificateUntil", come(status.certificateUntil()))
                .put("nodes", status.nodes())
                .put("namespaces", status.namespaces(), Value::of)
                .put("authorization", status.authorization().word())
                .value();
    }

    private static Instant come(@org.jspecify.annotations.Nullable Instant at) {
        return at == null ? Instant.MAX : at;
    }
}

package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.autopilot.NodeState;
import dev.gkelocal.contracts.autopilot.PodState;
import dev.gkelocal.platform.problems.Problem;
import dev.gkelocal.platform.problems.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the simulated GKE cluster looks like now. Reads memory only, so it answers while the broker is away. */
@Path("/api/v1/autopilot")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Autopilot", description = "Read models made from the platform's events. Apply through the simulator.")
public final class AutopilotResource {
    private final AutopilotView view;

    @Inject
    AutopilotResource(AutopilotView view) {
        this.view = view;
    }

    /** @param simulatedTime of the cluster when it was last written down; absent before the first time */
    public record Nodes(@Nullable Instant simulatedTime, double usdTotal, List<NodeState> nodes) {}

    /** @param phases of all Pods, whatever the limit */
    public record Pods(@Nullable Instant simulatedTime, Map<PodState.Phase, Integer> phases, List<PodState> pods) {}

    @GET
    @Path("nodes")
    @Operation(operationId = "listNodes", summary = "Nodes of the simulated cluster, oldest first")
    public Nodes nodes() {
        var clock = view.clock();
        return new Nodes(
                clock.map(AutopilotView.Clock::simulatedTime).orElse(null),
                clock.map(AutopilotView.Clock::usdTotal).orElse(0.0),
                view.nodes());
    }

    @GET
    @Path("pods")
    @Operation(operationId = "listPods", summary = "Pods of the simulated cluster by name, with their count by phase")
    public Pods pods(
            @RestQuery @Parameter(description = "Of this namespace only.") @Nullable String namespace,
            @RestQuery @DefaultValue("1000") int limit) {
        if (limit < 1) {
            throw new ProblemException(Problem.badRequest(
                    "query parameter limit", "limit is " + limit + ".", "Give a number from 1 on, or leave it out."));
        }
        return new Pods(
                view.clock().map(AutopilotView.Clock::simulatedTime).orElse(null),
                view.phases(),
                view.pods().stream()
                        .filter(it -> namespace == null || it.namespace().equals(namespace))
                        .limit(limit)
                        .toList());
    }
}

package dev.gkelocal.platform.simulators;

import dev.gkelocal.contracts.platform.Simulator;
import dev.gkelocal.platform.problems.DidYouMean;
import dev.gkelocal.platform.problems.Problem;
import dev.gkelocal.platform.problems.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The SimulationManager over HTTP. */
@Path("/api/v1/simulators")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Simulators", description = "Which simulators run.")
public final class SimulatorResource {
    private final SimulationManager simulators;

    @Inject
    SimulatorResource(SimulationManager simulators) {
        this.simulators = simulators;
    }

    public record Simulators(List<SimulatorReport> simulators) {}

    public record Switch(@Nullable Boolean enabled) {}

    @GET
    @Operation(operationId = "listSimulators", summary = "All simulators of this build")
    public Simulators list() {
        return new Simulators(simulators.reports());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getSimulator", summary = "One simulator")
    @APIResponse(responseCode = "404", description = "No simulator has this id.")
    public SimulatorReport get(@PathParam("id") String id) {
        return simulators.report(known(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "switchSimulator",
            summary = "Switch a simulator on or off",
            description = "Answers when the switch is in the log. A disabled Cloud Run simulator answers no request.")
    @APIResponse(responseCode = "404", description = "No simulator has this id.")
    @APIResponse(responseCode = "503", description = "The log is away: the outcome is unknown, a retry is safe.")
    public SimulatorReport turn(
            @PathParam("id") String id,
            @HeaderParam("traceparent") @Parameter(hidden = true) @Nullable String traceparent,
            @Nullable Switch body) {
        var simulator = known(id);
        if (body == null || body.enabled() == null) {
            throw new ProblemException(Problem.badRequest(
                    "body, field enabled", "The field enabled is missing.", "Send {\"enabled\": true} or false."));
        }
        return switch (simulators.turn(simulator, body.enabled(), traceparent)) {
            case SimulationManager.Outcome.Done() -> simulators.report(simulator);
            case SimulationManager.Outcome.Failed(var reason, var unknown) ->
                throw new ProblemException(Problem.of(503, "Event log unavailable", reason)
                        .next((unknown ? "It may still come to pass. " : "Nothing was changed. ")
                                + "Try again: asking twice for the same is safe."));
        };
    }

    private static Simulator known(String id) {
        return SimulationManager.known().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.notFound(
                        "path, id",
                        "No simulator is called '" + id + "' in this build.",
                        DidYouMean.advice(
                                id,
                                SimulationManager.known().stream()
                                        .map(Simulator::id)
                                        .toList()))));
    }
}

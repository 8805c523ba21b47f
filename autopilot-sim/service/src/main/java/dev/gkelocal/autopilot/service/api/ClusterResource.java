package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.check.Check;
import dev.gkelocal.autopilot.core.check.CheckSettings;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.service.access.Answers;
import dev.gkelocal.autopilot.service.live.Gatekeeper;
import dev.gkelocal.autopilot.service.live.LiveCluster;
import dev.gkelocal.autopilot.service.live.Names;
import dev.gkelocal.autopilot.service.live.Outcome;
import dev.gkelocal.autopilot.service.live.Workloads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1} of the simulated cluster. */
@Path("/api/v1")
@RunOnVirtualThread
public final class ClusterResource {
    private static final byte[] NOTHING = {};

    private final LiveCluster cluster;
    private final Workloads workloads;
    private final Gatekeeper gatekeeper;
    private final BillingSettings billing;

    public ClusterResource(LiveCluster cluster, Workloads workloads, Gatekeeper gatekeeper, BillingSettings billing) {
        this.cluster = cluster;
        this.workloads = workloads;
        this.gatekeeper = gatekeeper;
        this.billing = billing;
    }

    /** Each object is answered for; 422 when one of them was not taken, 503 when the event log or the simulator is away. */
    @POST
    @Path("apply")
    public Response apply(
            @HeaderParam("traceparent") @Nullable String traceparent,
            @Context HttpHeaders headers,
            byte @Nullable [] body) {
        var text = new String(body == null ? NOTHING : body, StandardCharsets.UTF_8);
        var outcomes = workloads.apply(text, Caller.of(headers), traceparent);
        if (outcomes.isEmpty()) {
            return Answers.failure(400, "BadRequest", "no objects passed to apply");
        }
        var code = outcomes.stream().mapToInt(ClusterResource::code).max().orElse(200);
        return Answers.of(
                code, new Tree().put("objects", outcomes, ClusterJson::outcome).value());
    }

    /** What would become of each object; nothing is kept. The cluster's own compute classes count as installed. */
    @POST
    @Path("check")
    public Response check(@Context HttpHeaders headers, byte @Nullable [] body) {
        var text = new String(body == null ? NOTHING : body, StandardCharsets.UTF_8);
        var settings =
                new CheckSettings(gatekeeper.admission(), gatekeeper.warden(), Caller.of(headers), billing, "default");
        return Answers.ok(CheckJson.report(Check.of(Manifests.read("body", text), settings)));
    }

    @DELETE
    @Path("objects/{kind}/{namespace}/{name}")
    public Response delete(
            @HeaderParam("traceparent") @Nullable String traceparent,
            @Context HttpHeaders headers,
            @PathParam("kind") String kind,
            @PathParam("namespace") String namespace,
            @PathParam("name") String name) {
        var outcome = workloads.delete(Names.of(kind, namespace, name), Caller.of(headers), traceparent);
        return Answers.of(code(outcome), ClusterJson.outcome(outcome));
    }

    private static int code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done _ -> 200;
            case Outcome.NotFound _ -> 404;
            case Outcome.Refused _, Outcome.Unsupported _, Outcome.Unreadable _ -> 422;
            case Outcome.Unavailable _ -> 503;
        };
    }

    @GET
    @Path("nodes")
    public Response nodes() {
        return answer(ClusterJson::nodes);
    }

    @GET
    @Path("pods")
    public Response pods() {
        return answer(ClusterJson::pods);
    }

    @GET
    @Path("workloads")
    public Response workloads() {
        return answer(ClusterJson::workloads);
    }

    /** Custom ComputeClasses with the conditions that the autoscaler writes into their status. */
    @GET
    @Path("classes")
    public Response classes() {
        return answer(ClusterJson::classes);
    }

    @GET
    @Path("cost")
    public Response cost() {
        return answer(it -> ClusterJson.cost(it.bill()));
    }

    @GET
    @Path("events")
    public Response events(@RestQuery @DefaultValue("500") int limit) {
        return Answers.ok(ClusterJson.events(
                cluster.events().join().stream().limit(Math.max(0, limit)).toList()));
    }

    /** A Pod with everything that was said about it, what each node says of it, and the choice that made its node. */
    @GET
    @Path("pods/{namespace}/{name}/explain")
    public Response explain(@PathParam("namespace") String namespace, @PathParam("name") String name) {
        var object = "Pod/" + namespace + "/" + name;
        var said = cluster.events().join().reversed().stream()
                .filter(it -> it.object().toString().equals(object))
                .toList();
        return cluster.ask(it -> it.explain(namespace, name).map(why -> ExplanationJson.of(why, said, it)))
                .join()
                .map(Answers::ok)
                .orElseGet(() -> Answers.failure(404, "NotFound", "pods \"" + name + "\" not found"));
    }

    private Response answer(Function<SimulatedCluster, Value> question) {
        return Answers.ok(cluster.ask(question).join());
    }
}

package dev.gkelocal.platform.alerts;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gkelocal.platform.problems.Problem;
import dev.gkelocal.platform.problems.ProblemException;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The part of Alertmanager's API v2 by which Prometheus sends alerts and others read them. There are no silences. */
@Path("/api/v2/alerts")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Alerts", description = "What Prometheus' rules found.")
public final class AlertmanagerResource {
    private final AlertBoard board;
    private final InstantSource clock;

    @Inject
    AlertmanagerResource(AlertBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    /** An alert as Alertmanager shows it. */
    public record GettableAlert(
            Map<String, String> labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            Instant updatedAt,
            @JsonProperty("generatorURL") String generatorUrl,
            String fingerprint,
            List<Receiver> receivers,
            Status status) {

        public record Receiver(String name) {}

        public record Status(String state, List<String> silencedBy, List<String> inhibitedBy, List<String> mutedBy) {}

        private static final List<Receiver> RECEIVERS = List.of(new Receiver("gke-local"));
        private static final Status ACTIVE = new Status("active", List.of(), List.of(), List.of());

        static GettableAlert of(Alert alert) {
            return new GettableAlert(
                    alert.labels(),
                    alert.annotations(),
                    alert.startTime(),
                    alert.endTime(),
                    alert.heardTime(),
                    alert.source(),
                    Alert.fingerprint(alert.labels()),
                    RECEIVERS,
                    ACTIVE);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "postAlerts", summary = "Takes alerts as Prometheus sends them to an Alertmanager")
    public void post(@Nullable List<@Nullable PostableAlert> alerts) {
        if (alerts == null) {
            throw new ProblemException(
                    Problem.badRequest("body", "The body is empty.", "Send a list of alerts, which may be empty: []."));
        }
        var refused = board.receive(alerts, clock.instant());
        if (!refused.isEmpty()) {
            throw new ProblemException(Problem.badRequest(
                    "body",
                    String.join("; ", refused) + ".",
                    "The others were taken. Send labels and times as Alertmanager's API v2 has them."));
        }
    }

    @GET
    @Operation(
            operationId = "getAlerts",
            summary = "Alerts that fire, in Alertmanager's form",
            description = "None is ever silenced or inhibited. GET /api/v1/alerts has those too that are over.")
    public List<GettableAlert> get(
            @RestQuery @Parameter(description = "Condition on a label, such as severity=\"critical\"; all must hold.")
                    List<String> filter,
            @RestQuery @DefaultValue("true") boolean active) {
        var filters = filter.stream().map(AlertmanagerResource::parse).toList();
        var now = clock.instant();
        return board.all(now).stream()
                .filter(it -> active && !it.isOver(now))
                .filter(it -> filters.stream().allMatch(condition -> condition.matches(it.labels())))
                .map(GettableAlert::of)
                .toList();
    }

    private static LabelFilter parse(String text) {
        return LabelFilter.parse(text)
                .orElseThrow(() -> new ProblemException(Problem.badRequest(
                        "query parameter filter",
                        "'" + text + "' is no condition on a label.",
                        "Write it as severity=\"critical\", with =, !=, =~ or !~.")));
    }
}

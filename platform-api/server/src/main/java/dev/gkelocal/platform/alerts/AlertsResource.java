package dev.gkelocal.platform.alerts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/alerts}: what fires and what did, for people. */
@Path("/api/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "Alerts", description = "What Prometheus' rules found.")
public final class AlertsResource {
    private final AlertBoard board;
    private final InstantSource clock;

    @Inject
    AlertsResource(AlertBoard board, InstantSource clock) {
        this.board = board;
        this.clock = clock;
    }

    /** Whether alerts arrive. One fires always, the watchdog: its silence tells. */
    public enum Watchdog {
        /** No Prometheus has sent it since this service started. */
        UNHEARD,
        LIVE,
        SILENT
    }

    public enum State {
        FIRING,
        RESOLVED
    }

    /**
     * All alerts but the watchdog.
     *
     * @param heardTime when the watchdog was last sent
     * @param firing how many fire
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Alerts(Watchdog watchdog, @Nullable Instant heardTime, long firing, List<Item> alerts) {}

    /**
     * One alert.
     *
     * @param runbook page of the repository that says what to do; may be empty
     * @param dashboard uid of the dashboard that shows it; may be empty
     * @param endTime absent while it fires
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Item(
            String name,
            State state,
            String severity,
            String summary,
            String description,
            String runbook,
            String dashboard,
            Map<String, String> labels,
            Instant startTime,
            @Nullable Instant endTime) {

        static Item of(Alert alert, Instant now) {
            boolean over = alert.isOver(now);
            return new Item(
                    alert.name(),
                    over ? State.RESOLVED : State.FIRING,
                    alert.labels().getOrDefault("severity", ""),
                    alert.annotation("summary"),
                    alert.annotation("description"),
                    alert.annotation("runbook_url"),
                    alert.annotation("dashboard_uid"),
                    alert.labels(),
                    alert.startTime(),
                    over ? alert.endTime() : null);
        }
    }

    @GET
    @Operation(
            operationId = "listAlerts",
            summary = "Alerts that fire, and those that did within the last hour",
            description =
                    "Prometheus sends them to POST /api/v2/alerts. Kept in memory: after a restart of the gateway those that"
                            + " fire are back within a minute or so.")
    public Alerts alerts() {
        var now = clock.instant();
        var watchdog = board.watchdog();
        var items = board.all(now).stream()
                .filter(it ->
                        watchdog.isEmpty() || !it.name().equals(watchdog.get().name()))
                .map(it -> Item.of(it, now))
                .toList();
        return new Alerts(
                watchdog.map(it -> it.isOver(now) ? Watchdog.SILENT : Watchdog.LIVE)
                        .orElse(Watchdog.UNHEARD),
                watchdog.map(Alert::heardTime).orElse(null),
                items.stream().filter(it -> it.state() == State.FIRING).count(),
                items);
    }
}

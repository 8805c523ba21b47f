package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.Answer;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.autopilot.ObjectName;
import dev.gkelocal.contracts.autopilot.WorkloadState;
import dev.gkelocal.eventlog.Decision;
import dev.gkelocal.eventlog.EventLog;
import dev.gkelocal.eventlog.WriteResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What users apply and delete: judged, written to the event log, and answered once the cluster has taken it from there. */
public final class Workloads {
    private final EventLog log;
    private final LiveCluster cluster;
    private final Gatekeeper gatekeeper;

    /** The object is as wanted, or not there. */
    private record NothingToDo() {}

    public Workloads(EventLog log, LiveCluster cluster, Gatekeeper gatekeeper) {
        this.log = log;
        this.cluster = cluster;
        this.gatekeeper = gatekeeper;
    }

    /** One after the other, in their order. Waits for the event log. */
    public List<Outcome> apply(String manifests, Requester requester, @Nullable String traceparent) {
        var outcomes = new ArrayList<Outcome>();
        for (var document : Manifests.read("body", manifests)) {
            outcomes.add(
                    switch (document) {
                        case Document.Unreadable broken -> new Outcome.Unreadable(broken.toString());
                        case Document.Parsed(var object) -> apply(object, requester, traceparent);
                    });
        }
        return outcomes;
    }

    private Outcome apply(Value object, Requester requester, @Nullable String traceparent) {
        var title = object.get("kind").text("(no kind)") + "/"
                + object.get("metadata").get("name").text("(no name)");
        if (!cluster.isEnabled()) {
            return new Outcome.Unavailable("the simulator is switched off", false);
        }
        if (!SimulatedCluster.takes(object.get("kind").text())) {
            return new Outcome.Unsupported(title);
        }
        if (object.get("metadata").get("name").text().isEmpty()) {
            return new Outcome.Refused(title, "resource name may not be empty");
        }
        ObjectName name;
        try {
            name = Names.of(object);
        } catch (IllegalArgumentException malformed) {
            return new Outcome.Refused(title, String.valueOf(malformed.getMessage()));
        }
        var verdict = gatekeeper.judge(object, requester);
        return verdict.refusal().isEmpty()
                ? write(name, Json.write(object), traceparent, verdict.warnings())
                : new Outcome.Refused(name.toString(), verdict.refusal());
    }

    private Outcome write(ObjectName name, String manifest, @Nullable String traceparent, List<String> warnings) {
        Instant now = cluster.ask(it -> it.now()).join();
        var written = log.logFirst()
                .<WorkloadState, NothingToDo>write(
                        Topics.AUTOPILOT_WORKLOAD,
                        name.toString(),
                        traceparent,
                        current -> current.find()
                                        .filter(it -> it.manifest().equals(manifest))
                                        .isPresent()
                                ? new Decision.Refuse<>(new NothingToDo())
                                : new Decision.Write<>(new WorkloadState(name, current.next(), manifest, now)))
                .join();
        return outcome(name, written, new Outcome.Done(name, "unchanged", warnings), warnings);
    }

    /** Of an object that a user applied, or of a Pod that a controller made. Waits for the event log. */
    public Outcome delete(ObjectName object, Requester requester, @Nullable String traceparent) {
        if (!cluster.isEnabled()) {
            return new Outcome.Unavailable("the simulator is switched off", false);
        }
        var held = log.table(Topics.AUTOPILOT_WORKLOAD).get(object.toString()).map(it -> Json.read(it.manifest()));
        var forbidden = gatekeeper.forbidden("delete", held.orElseGet(() -> podNamed(object)), requester);
        if (!forbidden.isEmpty()) {
            return new Outcome.Refused(object.toString(), forbidden);
        }
        if (held.isEmpty()) {
            return object.kind().equals("Pod") ? deleteOwned(object) : new Outcome.NotFound(object);
        }
        var written = log.logFirst()
                .<WorkloadState, NothingToDo>write(
                        Topics.AUTOPILOT_WORKLOAD,
                        object.toString(),
                        traceparent,
                        current -> current.state() == null
                                ? new Decision.Refuse<>(new NothingToDo())
                                : new Decision.Remove<>())
                .join();
        return outcome(object, written, new Outcome.NotFound(object), List.of());
    }

    private static Value podNamed(ObjectName object) {
        return Value.of(Map.of(
                "apiVersion", Value.of("v1"),
                "kind", Value.of(object.kind()),
                "metadata",
                        Value.of(Map.of("namespace", Value.of(object.namespace()), "name", Value.of(object.name())))));
    }

    /** No wish that must outlive the program: the controller makes another Pod at once. */
    private Outcome deleteOwned(ObjectName pod) {
        return outcome(
                pod,
                cluster.ask(it -> it.delete(pod.kind(), pod.namespace(), pod.name()))
                        .join(),
                List.of());
    }

    private Outcome outcome(
            ObjectName name, WriteResult<WorkloadState, NothingToDo> result, Outcome nothing, List<String> warnings) {
        return switch (result) {
            case WriteResult.Applied<WorkloadState, NothingToDo> _, WriteResult.Removed<WorkloadState, NothingToDo> _ ->
                outcome(name, cluster.answer(name).join(), warnings);
            case WriteResult.Refused<WorkloadState, NothingToDo> _ -> nothing;
            case WriteResult.Superseded<WorkloadState, NothingToDo> _ ->
                new Outcome.Unavailable("another simulator changed it at the same time", false);
            case WriteResult.Unavailable<WorkloadState, NothingToDo>(var reason) ->
                new Outcome.Unavailable(reason, false);
            case WriteResult.Unknown<WorkloadState, NothingToDo>(var reason) -> new Outcome.Unavailable(reason, true);
        };
    }

    private static Outcome outcome(ObjectName name, @Nullable Answer answer, List<String> warnings) {
        return switch (answer) {
            case null -> new Outcome.Done(name, "unchanged", warnings);
            case Answer.Accepted(var object, var change, var more) ->
                new Outcome.Done(name, change.name().toLowerCase(Locale.ROOT), warnings.isEmpty() ? more : warnings);
            case Answer.Refused(var object, var message) -> new Outcome.Refused(name.toString(), message);
            case Answer.NotFound(var object) -> new Outcome.NotFound(name);
            case Answer.Unsupported(var object) -> new Outcome.Unsupported(name.toString());
        };
    }
}

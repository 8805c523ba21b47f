package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.control.Drafting.Drafted;
import dev.gkelocal.cloudrun.core.revision.RevisionPlan;
import dev.gkelocal.cloudrun.core.revision.ServiceConditions;
import dev.gkelocal.cloudrun.core.traffic.RequestedTarget;
import dev.gkelocal.cloudrun.core.traffic.TrafficRules;
import dev.gkelocal.cloudrun.core.validation.ServiceRules;
import dev.gkelocal.cloudrun.core.validation.TemplateRules;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.cloudrun.Operation;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.contracts.cloudrun.ServiceStatus;
import dev.gkelocal.eventlog.Current;
import dev.gkelocal.eventlog.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what a user's write makes of a service: facts in, the next state or a refusal out. */
final class ServiceWrites {
    /** A deleted service can be seen for so long (cloudrun sheet 3.1). */
    private static final Duration EXPIRES_AFTER = Duration.ofDays(30);

    private static final int OPERATIONS_KEPT = 20;

    private final ServiceName name;
    private final List<RevisionState> revisions;
    private final String user;
    private final Addresses addresses;
    private final Ids ids;
    private final RandomGenerator random;
    private final Instant now;

    /** Names that nobody else may have. */
    record Ids(String uid, String operation) {}

    ServiceWrites(
            ServiceName name,
            List<RevisionState> revisions,
            String user,
            Addresses addresses,
            Ids ids,
            RandomGenerator random,
            Instant now) {
        this.name = name;
        this.revisions = List.copyOf(revisions);
        this.user = user;
        this.addresses = addresses;
        this.ids = ids;
        this.random = random;
        this.now = now;
    }

    Decision<ServiceState, Refusal> create(Current<ServiceState> current, Drafting drafting) {
        var violations = ServiceRules.id(name.service());
        if (!violations.isEmpty()) {
            return refuse(new Refusal.Invalid(violations));
        }
        var before = current.state();
        if (isLive(before)) {
            return refuse(new Refusal.AlreadyExists("Resource '" + name.service() + "' already exists."));
        }
        if (before != null && before.status().observedGeneration() < before.specGeneration()) {
            return refuse(new Refusal.Aborted(
                    "Resource '" + name.service() + "' is still being deleted. Try again in a moment."));
        }
        return accepted(drafting.draft(null), draft -> created(draft, current.next()), null);
    }

    Decision<ServiceState, Refusal> update(Current<ServiceState> current, Drafting drafting, boolean allowMissing) {
        var state = current.state();
        if (state == null || !isLive(state)) {
            return allowMissing ? create(current, drafting) : refuse(notFound(name));
        }
        return accepted(drafting.draft(state), draft -> updated(state, draft, current.next()), state);
    }

    Decision<ServiceState, Refusal> delete(Current<ServiceState> current, String etag) {
        var state = current.state();
        if (state == null || !isLive(state)) {
            return refuse(notFound(name));
        }
        if (!etag.isEmpty() && !etag.equals(Etags.of(state))) {
            return refuse(conflict());
        }
        return new Decision.Write<>(deleted(state, current.next()));
    }

    static Refusal notFound(ServiceName name) {
        return new Refusal.NotFound("Resource '" + name.service() + "' of kind 'SERVICE' in region '" + name.region()
                + "' in project '" + name.project() + "' does not exist.");
    }

    private interface Making {
        ServiceState make(ServiceDraft draft);
    }

    private Decision<ServiceState, Refusal> accepted(Drafted drafted, Making making, @Nullable ServiceState before) {
        return switch (drafted) {
            case Drafted.Bad(var violations) -> refuse(new Refusal.Invalid(violations));
            case Drafted.Ready(var draft) ->
                check(draft, before)
                        .<Decision<ServiceState, Refusal>>map(ServiceWrites::refuse)
                        .orElseGet(() -> new Decision.Write<>(making.make(draft)));
        };
    }

    private Optional<Refusal> check(ServiceDraft draft, @Nullable ServiceState before) {
        if (before != null && !draft.etag().isEmpty() && !draft.etag().equals(Etags.of(before))) {
            return Optional.of(conflict());
        }
        var violations = new ArrayList<Violation>(
                ServiceRules.check(draft.description(), draft.labels(), draft.annotations(), draft.scaling()));
        violations.addAll(TemplateRules.check(name.service(), draft.template()));
        violations.addAll(notRunnableHere(draft));
        var known = revisions.stream().map(it -> it.name().revision()).collect(Collectors.toSet());
        var chosen = draft.template().revision();
        if (chosen != null) {
            known.add(chosen);
        }
        violations.addAll(TrafficRules.check(draft.traffic(), known));
        if (!violations.isEmpty()) {
            return Optional.of(new Refusal.Invalid(violations));
        }
        var plan = RevisionPlans.of(name, draft.template(), before == null ? List.of() : revisions, random);
        return plan instanceof RevisionPlan.NameTaken taken
                ? Optional.of(new Refusal.AlreadyExists(taken.message()))
                : Optional.empty();
    }

    private static List<Violation> notRunnableHere(ServiceDraft draft) {
        return draft.template().containers().size() > 1
                ? List.of(new Violation(
                        "template.containers",
                        "sidecars are not supported by this version: the process runtime runs one container for each"
                                + " instance"))
                : List.of();
    }

    private ServiceState created(ServiceDraft draft, Version version) {
        var conditions = ServiceConditions.reconciling(List.of(), now);
        var status = new ServiceStatus(
                0,
                true,
                ServiceConditions.terminal(conditions),
                conditions,
                null,
                null,
                List.of(),
                List.of(addresses.of(name)));
        var origin = new Origin(1, ids.uid(), user, now);
        var operation = new Operation(ids.operation(), Operation.Kind.CREATE, 1, now);
        return written(draft, version, origin, status, List.of(operation));
    }

    /**
     * What a write of the user's does not choose.
     *
     * @param generation of this write
     */
    private record Origin(long generation, String uid, String creator, Instant createTime) {}

    private ServiceState written(
            ServiceDraft draft, Version version, Origin origin, ServiceStatus status, List<Operation> operations) {
        return new ServiceState(
                name,
                version,
                origin.generation(),
                origin.uid(),
                draft.description(),
                draft.labels(),
                draft.annotations(),
                origin.creator(),
                user,
                draft.client(),
                draft.clientVersion(),
                draft.template(),
                targets(draft),
                draft.scaling(),
                draft.invokerIamDisabled(),
                origin.createTime(),
                now,
                null,
                null,
                status,
                operations);
    }

    private ServiceState updated(ServiceState before, ServiceDraft draft, Version version) {
        long generation = before.specGeneration() + 1;
        var conditions = ServiceConditions.reconciling(before.status().conditions(), now);
        var held = before.status();
        var status = new ServiceStatus(
                held.observedGeneration(),
                true,
                ServiceConditions.terminal(conditions),
                conditions,
                held.latestReadyRevision(),
                held.latestCreatedRevision(),
                held.traffic(),
                List.of(addresses.of(name)));
        var operation = new Operation(ids.operation(), Operation.Kind.UPDATE, generation, now);
        var origin = new Origin(generation, before.uid(), before.creator(), before.createTime());
        return written(draft, version, origin, status, with(before.operations(), operation));
    }

    private ServiceState deleted(ServiceState before, Version version) {
        long generation = before.specGeneration() + 1;
        return new ServiceState(
                name,
                version,
                generation,
                before.uid(),
                before.description(),
                before.labels(),
                before.annotations(),
                before.creator(),
                user,
                before.client(),
                before.clientVersion(),
                before.template(),
                before.traffic(),
                before.scaling(),
                before.invokerIamDisabled(),
                before.createTime(),
                now,
                now,
                now.plus(EXPIRES_AFTER),
                before.status(),
                with(before.operations(), new Operation(ids.operation(), Operation.Kind.DELETE, generation, now)));
    }

    private static List<dev.gkelocal.contracts.cloudrun.TrafficTarget> targets(ServiceDraft draft) {
        return draft.traffic().stream().map(RequestedTarget::toTarget).toList();
    }

    private static List<Operation> with(List<Operation> before, Operation next) {
        var all = new ArrayList<>(before);
        all.add(next);
        return all.subList(Math.max(0, all.size() - OPERATIONS_KEPT), all.size());
    }

    private static boolean isLive(@Nullable ServiceState state) {
        return state != null && state.deleteTime() == null;
    }

    private Refusal conflict() {
        return new Refusal.Aborted("Conflict for resource '" + name.service()
                + "': the etag is not that of the current version. Read it again, then repeat the change.");
    }

    private static Decision<ServiceState, Refusal> refuse(Refusal refusal) {
        return new Decision.Refuse<>(refusal);
    }
}

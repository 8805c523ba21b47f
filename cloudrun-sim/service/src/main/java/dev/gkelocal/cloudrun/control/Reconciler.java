package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.revision.RevisionConditions;
import dev.gkelocal.cloudrun.core.revision.RevisionPlan;
import dev.gkelocal.cloudrun.core.revision.StartFailure;
import dev.gkelocal.cloudrun.fleet.FleetListener.Health;
import dev.gkelocal.cloudrun.fleet.Trial;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.contracts.cloudrun.ServiceStatus;
import dev.gkelocal.eventlog.Current;
import dev.gkelocal.eventlog.Decision;
import dev.gkelocal.eventlog.LogFirst;
import dev.gkelocal.eventlog.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Brings services to what their users asked for, step by step: each step writes at most one state of each aggregate, and
 * reading it back asks for the next. A step that cannot be written is tried again.
 */
final class Reconciler implements Turns.Step {
    private final LogFirst log;
    private final Catalogue catalogue;
    private final Surroundings surroundings;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Map<RevisionName, Trial> trials = new ConcurrentHashMap<>();
    private final Map<RevisionName, Health> healths = new ConcurrentHashMap<>();

    Reconciler(
            LogFirst log, Catalogue catalogue, Surroundings surroundings, RandomGenerator random, InstantSource clock) {
        this.log = log;
        this.catalogue = catalogue;
        this.surroundings = surroundings;
        this.random = random;
        this.clock = clock;
    }

    void tried(RevisionName revision, Trial trial) {
        trials.putIfAbsent(revision, trial);
    }

    void health(RevisionName revision, Health health) {
        healths.put(revision, health);
    }

    @Override
    public boolean take(ServiceName name) {
        var service = catalogue.service(name);
        if (service.isEmpty()) {
            return true;
        }
        return service.get().deleteTime() == null ? bringAbout(service.get()) : cleanUp(service.get());
    }

    private boolean cleanUp(ServiceState service) {
        boolean done = true;
        for (var revision : catalogue.revisions(service.name())) {
            done &= write(revision.name(), _ -> new Decision.Remove<>());
        }
        return service.status().observedGeneration() == service.specGeneration()
                ? done
                : done & write(service, ServiceStatuses.gone(service));
    }

    private boolean bringAbout(ServiceState service) {
        var revisions = catalogue.revisions(service.name());
        var plan = RevisionPlans.of(service.name(), service.template(), revisions, random);
        var wanted = switch (plan) {
            case RevisionPlan.Create(var name) -> {
                if (!create(service, name)) {
                    yield Optional.<RevisionState>empty();
                }
                yield catalogue.revision(service.name().revision(name));
            }
            case RevisionPlan.Keep(var name) ->
                catalogue.revision(service.name().revision(name));
            // Refused when it was written; another revision of the name can only have come at the same time.
            case RevisionPlan.NameTaken(var name) ->
                catalogue.revision(service.name().revision(name));
        };
        boolean done = wanted.isPresent();
        revisions = catalogue.revisions(service.name());
        for (var revision : revisions) {
            done &= settle(service, revision);
        }
        wanted = wanted.flatMap(it -> catalogue.revision(it.name()));
        var status = ServiceStatuses.of(
                service,
                wanted.orElse(null),
                catalogue.revisions(service.name()),
                surroundings.addresses(),
                clock.instant());
        return done & (status.equals(service.status()) || write(service, status));
    }

    private boolean create(ServiceState service, String revision) {
        var name = service.name().revision(revision);
        var image = service.template().ingressContainer().image();
        var digest = surroundings.images().of(image).orElse("");
        var now = clock.instant();
        return write(
                name,
                current -> current.state() != null
                        ? new Decision.Refuse<>(Superfluous.WRITE)
                        : new Decision.Write<>(new RevisionState(
                                name,
                                current.next(),
                                service.specGeneration(),
                                UUID.randomUUID().toString(),
                                service.template(),
                                digest,
                                now,
                                null,
                                true,
                                applicable(RevisionConditions.deploying(List.of(), now)))));
    }

    /** Writes what is newly known about a revision. */
    private boolean settle(ServiceState service, RevisionState revision) {
        var known = ServiceStatuses.decided(revision) ? later(service, revision) : outcome(revision);
        var conditions = known.map(this::applicable);
        return conditions.isEmpty()
                || conditions.get().equals(revision.conditions())
                || write(revision, conditions.get());
    }

    /** Without what is said of runtimes that do not enforce limits, where this one does. */
    private List<Condition> applicable(List<Condition> conditions) {
        return surroundings.limitsEnforced()
                ? conditions.stream()
                        .filter(it -> !it.type().equals(RevisionConditions.LIMITS_ENFORCED))
                        .toList()
                : conditions;
    }

    private Optional<List<Condition>> outcome(RevisionState revision) {
        var now = clock.instant();
        if (revision.imageDigest().isEmpty()) {
            return Optional.of(failed(
                    revision,
                    new StartFailure.ImageNotFound(
                            revision.template().ingressContainer().image()),
                    "",
                    now));
        }
        if (revision.template().healthCheckDisabled()) {
            return Optional.of(RevisionConditions.unchecked(revision.conditions(), now));
        }
        return Optional.ofNullable(trials.get(revision.name())).map(trial -> switch (trial) {
            case Trial.Passed(var startup) ->
                RevisionConditions.ready(
                        revision.conditions(),
                        startup,
                        revision.template().scaling().minInstanceCount(),
                        now);
            case Trial.DidNotStart(var failure) ->
                failed(revision, Failures.of(failure, port(revision)), Failures.hint(trial), now);
            case Trial.Ended(var exit) -> failed(revision, Failures.of(exit, port(revision)), "", now);
        });
    }

    private static List<Condition> failed(RevisionState revision, StartFailure failure, String hint, Instant now) {
        var more = failure.imageMissing() ? "" : hint + Failures.moreInformation(revision);
        return RevisionConditions.failedToStart(revision.conditions(), failure, more, now);
    }

    private Optional<List<Condition>> later(ServiceState service, RevisionState revision) {
        trials.remove(revision.name());
        if (!revision.ready()) {
            return Optional.empty();
        }
        var now = clock.instant();
        var conditions = revision.conditions();
        if (!service.status().reconciling()) {
            conditions = FleetPlans.reaches(service, revision.name())
                    ? RevisionConditions.active(conditions, now)
                    : RevisionConditions.retired(conditions, now);
        }
        var health = healths.get(revision.name());
        if (health != null) {
            conditions = withHealth(conditions, health, now);
        }
        return Optional.of(conditions);
    }

    private static List<Condition> withHealth(List<Condition> conditions, Health health, Instant now) {
        var words = health.words();
        if (health.failures() == 0) {
            return RevisionConditions.recovered(conditions, health.startup(), now);
        }
        return health.failures() > 1 && words != null
                ? RevisionConditions.crashing(conditions, words, now)
                : conditions;
    }

    /** The port that the user's container names; locally each instance gets a free one instead. */
    private static int port(RevisionState revision) {
        var port = revision.template().ingressContainer().port();
        return port == null ? 8080 : port.containerPort();
    }

    private boolean write(RevisionState revision, List<Condition> conditions) {
        return write(
                revision.name(),
                current -> current.state() == null || !current.state().version().equals(revision.version())
                        ? new Decision.Refuse<>(Superfluous.WRITE)
                        : new Decision.Write<>(new RevisionState(
                                revision.name(),
                                current.next(),
                                revision.serviceGeneration(),
                                revision.uid(),
                                revision.template(),
                                revision.imageDigest(),
                                revision.createTime(),
                                revision.deleteTime(),
                                false,
                                conditions)));
    }

    private interface RevisionDecision {
        Decision<RevisionState, Superfluous> decide(Current<RevisionState> current);
    }

    private boolean write(RevisionName name, RevisionDecision decision) {
        return written(log.<RevisionState, Superfluous>write(
                        Topics.CLOUD_RUN_REVISION, name.toString(), null, decision::decide)
                .join());
    }

    private boolean write(ServiceState service, ServiceStatus status) {
        return written(log.<ServiceState, Superfluous>write(
                        Topics.CLOUD_RUN_SERVICE, service.name().toString(), null, current -> {
                            var held = current.state();
                            return held == null || !held.version().equals(service.version())
                                    ? new Decision.Refuse<>(Superfluous.WRITE)
                                    : new Decision.Write<>(held.with(current.next(), status));
                        })
                .join());
    }

    /** The state changed since the step began: what is read next decides anew. */
    private enum Superfluous {
        WRITE
    }

    /** Whether the step need not be repeated by itself; when the state changed, that asks for another one. */
    private static <T extends Record> boolean written(@Nullable WriteResult<T, Superfluous> result) {
        return switch (result) {
            case WriteResult.Applied<T, Superfluous> _,
                    WriteResult.Removed<T, Superfluous> _,
                    WriteResult.Refused<T, Superfluous> _ -> true;
            case WriteResult.Superseded<T, Superfluous> _,
                    WriteResult.Unavailable<T, Superfluous> _,
                    WriteResult.Unknown<T, Superfluous> _ -> false;
            case null -> false;
        };
    }
}

package dev.gkelocal.cloudrun.control;

import dev.gkelocal.cloudrun.core.revision.RevisionConditions;
import dev.gkelocal.cloudrun.core.revision.ServiceConditions;
import dev.gkelocal.cloudrun.core.traffic.TrafficPlan;
import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.Condition.State;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.contracts.cloudrun.ServiceStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a service's specification, from what came of its revisions (cloudrun sheet 3.3). */
final class ServiceStatuses {
    private ServiceStatuses() {}

    /** The status of a specification that nobody has worked on yet; what serves is as it was. */
    static ServiceStatus begun(ServiceState service, Instant now) {
        var conditions = ServiceConditions.reconciling(service.status().conditions(), now);
        return with(service.status(), service.status().observedGeneration(), true, conditions);
    }

    /**
     * @param wanted the revision of the newest template; absent before it is made
     * @param revisions of the service, the newest first
     */
    static ServiceStatus of(
            ServiceState service,
            @Nullable RevisionState wanted,
            List<RevisionState> revisions,
            Addresses addresses,
            Instant now) {
        var ready = wanted == null ? Optional.<Condition>empty() : readyCondition(wanted);
        if (wanted == null || ready.isEmpty() || ready.get().state() == State.RECONCILING) {
            var latest = wanted == null ? service.status().latestCreatedRevision() : wanted.name();
            return withLatestCreated(begun(service, now), latest);
        }
        var latestReady =
                revisions.stream().filter(RevisionState::ready).findFirst().map(RevisionState::name);
        var plan = TrafficPlan.resolve(
                service.name(),
                service.traffic(),
                latestReady.map(RevisionName::revision).orElse(null),
                tag -> addresses.of(service.name(), tag));
        var before = service.status().conditions();
        var conditions = wanted.ready()
                ? ServiceConditions.ready(before, now)
                : ServiceConditions.revisionFailed(
                        before, wanted.name().revision(), ready.get().message(), latestReady.isPresent(), now);
        return new ServiceStatus(
                service.specGeneration(),
                false,
                ServiceConditions.terminal(conditions),
                conditions,
                latestReady.orElse(null),
                wanted.name(),
                plan.statuses(),
                List.of(addresses.of(service.name())));
    }

    /** Deleted: nothing is left to do. */
    static ServiceStatus gone(ServiceState service) {
        var status = service.status();
        return new ServiceStatus(
                service.specGeneration(),
                false,
                status.terminalCondition(),
                status.conditions(),
                status.latestReadyRevision(),
                status.latestCreatedRevision(),
                List.of(),
                status.urls());
    }

    static Optional<Condition> readyCondition(RevisionState revision) {
        return revision.conditions().stream()
                .filter(it -> it.type().equals(RevisionConditions.READY))
                .findFirst();
    }

    /** Whether it is known if the revision can serve. */
    static boolean decided(RevisionState revision) {
        return readyCondition(revision)
                .map(it -> it.state() == State.SUCCEEDED || it.state() == State.FAILED)
                .orElse(false);
    }

    private static ServiceStatus with(
            ServiceStatus status, long observed, boolean reconciling, List<Condition> conditions) {
        return new ServiceStatus(
                observed,
                reconciling,
                ServiceConditions.terminal(conditions),
                conditions,
                status.latestReadyRevision(),
                status.latestCreatedRevision(),
                status.traffic(),
                status.urls());
    }

    private static ServiceStatus withLatestCreated(ServiceStatus status, @Nullable RevisionName latestCreated) {
        return new ServiceStatus(
                status.observedGeneration(),
                status.reconciling(),
                status.terminalCondition(),
                status.conditions(),
                status.latestReadyRevision(),
                latestCreated,
                status.traffic(),
                status.urls());
    }
}

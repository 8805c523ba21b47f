package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Topics;
import dev.gkelocal.contracts.cloudrun.Operation;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import dev.gkelocal.eventlog.Current;
import dev.gkelocal.eventlog.Decision;
import dev.gkelocal.eventlog.LogFirst;
import dev.gkelocal.eventlog.WriteResult;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user's writes. Each blocks until the event log has it, or cannot take it. */
public final class Services {
    private static final Logger LOG = LoggerFactory.getLogger(Services.class);

    private final LogFirst log;
    private final Catalogue catalogue;
    private final Addresses addresses;
    private final RandomGenerator random;
    private final InstantSource clock;

    public Services(
            LogFirst log, Catalogue catalogue, Addresses addresses, RandomGenerator random, InstantSource clock) {
        this.log = log;
        this.catalogue = catalogue;
        this.addresses = addresses;
        this.random = random;
        this.clock = clock;
    }

    /**
     * How a write is to be done.
     *
     * @param user who writes
     * @param validateOnly nothing is written
     * @param traceparent of the request; absent without one
     */
    public record Terms(
            String user, boolean validateOnly, @Nullable String traceparent) {}

    public ServiceWrite create(ServiceName name, Drafting drafting, Terms terms) {
        return write(name, terms, (writes, current) -> writes.create(current, drafting));
    }

    public ServiceWrite update(ServiceName name, Drafting drafting, boolean allowMissing, Terms terms) {
        return write(name, terms, (writes, current) -> writes.update(current, drafting, allowMissing));
    }

    public ServiceWrite delete(ServiceName name, String etag, Terms terms) {
        return write(name, terms, (writes, current) -> writes.delete(current, etag));
    }

    private interface Deciding {
        Decision<ServiceState, Refusal> decide(ServiceWrites writes, Current<ServiceState> current);
    }

    private ServiceWrite write(ServiceName name, Terms terms, Deciding deciding) {
        var ids = new ServiceWrites.Ids(
                UUID.randomUUID().toString(), UUID.randomUUID().toString());
        Function<Current<ServiceState>, Decision<ServiceState, Refusal>> decide = current -> {
            var writes = new ServiceWrites(
                    name, catalogue.revisions(name), terms.user(), addresses, ids, random, clock.instant());
            return onlyValidate(deciding.decide(writes, current), terms);
        };
        var result = log.<ServiceState, Refusal>write(
                        Topics.CLOUD_RUN_SERVICE, name.toString(), terms.traceparent(), decide)
                .join();
        LOG.info("service={} write={}", name, result.getClass().getSimpleName());
        return switch (result) {
            case WriteResult.Applied<ServiceState, Refusal>(var state) ->
                new ServiceWrite.Accepted(state, operation(state, ids.operation()));
            case WriteResult.Refused<ServiceState, Refusal>(Refusal.OnlyValidated(var wouldBe)) ->
                new ServiceWrite.Validated(wouldBe);
            case WriteResult.Refused<ServiceState, Refusal>(var refusal) -> new ServiceWrite.Refused(refusal);
            case WriteResult.Superseded<ServiceState, Refusal> _ ->
                new ServiceWrite.Refused(new Refusal.Aborted("Conflict for resource '" + name.service()
                        + "': somebody else changed it at the same time. Read it again, then repeat the change."));
            case WriteResult.Removed<ServiceState, Refusal> _ ->
                throw new IllegalStateException("no write removes a service");
            case WriteResult.Unavailable<ServiceState, Refusal>(var reason) -> new ServiceWrite.Unavailable(reason);
            case WriteResult.Unknown<ServiceState, Refusal>(var reason) ->
                new ServiceWrite.Unavailable(reason + ". Repeat the change: that is safe, also if it did happen.");
        };
    }

    private static Decision<ServiceState, Refusal> onlyValidate(Decision<ServiceState, Refusal> decision, Terms terms) {
        return terms.validateOnly() && decision instanceof Decision.Write<ServiceState, Refusal>(var state)
                ? new Decision.Refuse<>(new Refusal.OnlyValidated(state))
                : decision;
    }

    private static Operation operation(ServiceState state, String id) {
        return state.operations().stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("operation " + id + " is not in the written state"));
    }

    /** What came of the deletion of a revision. */
    public sealed interface RevisionDeletion {
        record Deleted(RevisionState state) implements RevisionDeletion {}

        record Refused(Refusal refusal) implements RevisionDeletion {}

        record Unavailable(String reason) implements RevisionDeletion {}
    }

    /** Only a revision that neither serves nor is the newest can go (cloudrun sheet 3.2, 4.1). */
    public RevisionDeletion deleteRevision(RevisionName name, String etag, Terms terms) {
        var held = catalogue.revision(name);
        if (held.isEmpty()) {
            return new RevisionDeletion.Refused(notFound(name));
        }
        Function<Current<RevisionState>, Decision<RevisionState, Refusal>> decide =
                current -> decideDeletion(name, current.state(), etag, terms.validateOnly());
        var result = log.<RevisionState, Refusal>write(
                        Topics.CLOUD_RUN_REVISION, name.toString(), terms.traceparent(), decide)
                .join();
        return switch (result) {
            case WriteResult.Removed<RevisionState, Refusal> _ ->
                new RevisionDeletion.Deleted(deleted(held.get(), clock.instant()));
            case WriteResult.Refused<RevisionState, Refusal>(Refusal.OnlyValidated _) ->
                new RevisionDeletion.Deleted(held.get());
            case WriteResult.Refused<RevisionState, Refusal>(var refusal) -> new RevisionDeletion.Refused(refusal);
            case WriteResult.Unavailable<RevisionState, Refusal>(var reason) ->
                new RevisionDeletion.Unavailable(reason);
            case WriteResult.Unknown<RevisionState, Refusal>(var reason) ->
                new RevisionDeletion.Unavailable(reason + ". Repeat the change: that is safe, also if it did happen.");
            case WriteResult.Applied<RevisionState, Refusal> _, WriteResult.Superseded<RevisionState, Refusal> _ ->
                new RevisionDeletion.Refused(
                        new Refusal.Aborted("Conflict for resource '" + name.revision() + "'. Repeat the call."));
        };
    }

    private Decision<RevisionState, Refusal> decideDeletion(
            RevisionName name, @Nullable RevisionState state, String etag, boolean validateOnly) {
        if (state == null) {
            return new Decision.Refuse<>(notFound(name));
        }
        if (!etag.isEmpty() && !etag.equals(Etags.of(state))) {
            return new Decision.Refuse<>(new Refusal.Aborted("Conflict for resource '" + name.revision() + "'."));
        }
        var service = catalogue.service(name.service());
        boolean serves = service.isPresent()
                && (name.equals(service.get().status().latestReadyRevision())
                        || name.equals(service.get().status().latestCreatedRevision())
                        || FleetPlans.reaches(service.get(), name));
        if (serves) {
            return new Decision.Refuse<>(new Refusal.FailedPrecondition("Revision '" + name.revision()
                    + "' cannot be directly deleted because it is actively serving traffic."));
        }
        return validateOnly && service.isPresent()
                ? new Decision.Refuse<>(new Refusal.OnlyValidated(service.get()))
                : new Decision.Remove<>();
    }

    private static RevisionState deleted(RevisionState state, Instant now) {
        return new RevisionState(
                state.name(),
                state.version(),
                state.serviceGeneration(),
                state.uid(),
                state.template(),
                state.imageDigest(),
                state.createTime(),
                now,
                false,
                state.conditions());
    }

    public static Refusal notFound(ServiceName name) {
        return ServiceWrites.notFound(name);
    }

    public static Refusal notFound(RevisionName name) {
        return new Refusal.NotFound("Resource '" + name.revision() + "' of kind 'REVISION' in region '"
                + name.service().region() + "' in project '" + name.service().project() + "' does not exist.");
    }
}

package dev.gkelocal.cloudrun.control;

import dev.gkelocal.contracts.RevisionName;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** All services and revisions as last read from the event log. Written by the log's reader alone. */
public final class Catalogue {
    private static final Comparator<RevisionState> NEWEST_FIRST = Comparator.comparingLong(
                    RevisionState::serviceGeneration)
            .thenComparing(RevisionState::createTime)
            .thenComparing(it -> it.name().revision())
            .reversed();

    private final Map<ServiceName, ServiceState> services = new ConcurrentHashMap<>();
    private final Map<RevisionName, RevisionState> revisions = new ConcurrentHashMap<>();

    /** Those that are deleted and not yet expired too. */
    public Collection<ServiceState> services() {
        return List.copyOf(services.values());
    }

    /** The service, deleted or not. */
    public Optional<ServiceState> service(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    public Optional<RevisionState> revision(RevisionName name) {
        return Optional.ofNullable(revisions.get(name));
    }

    /** The newest first. */
    public List<RevisionState> revisions(ServiceName service) {
        return revisions.values().stream()
                .filter(it -> it.name().service().equals(service))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    public Collection<RevisionState> revisions() {
        return List.copyOf(revisions.values());
    }

    void put(ServiceState state) {
        services.put(state.name(), state);
        changed();
    }

    void put(RevisionState state) {
        revisions.put(state.name(), state);
        changed();
    }

    void remove(ServiceName name) {
        services.remove(name);
        changed();
    }

    void remove(RevisionName name) {
        revisions.remove(name);
        changed();
    }

    /** So did what a condition depends on. */
    synchronized void changed() {
        notifyAll();
    }

    /** Waits until the condition holds, at most for the limit. */
    public synchronized boolean await(BooleanSupplier condition, Duration limit, InstantSource clock)
            throws InterruptedException {
        var deadline = clock.instant().plus(limit);
        while (!condition.getAsBoolean()) {
            var left = Duration.between(clock.instant(), deadline);
            if (!left.isPositive()) {
                return false;
            }
            wait(Math.max(1, left.toMillis()));
        }
        return true;
    }
}

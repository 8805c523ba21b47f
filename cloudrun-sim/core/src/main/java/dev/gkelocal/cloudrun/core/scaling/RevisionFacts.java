package dev.gkelocal.cloudrun.core.scaling;

import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * All that a scaling decision depends on.
 *
 * @param load averages at the last evaluation
 * @param instances starting and ready ones
 * @param pending requests that wait for a slot now
 * @param averageStartup of this service's instances so far; zero before the first
 * @param startsFrom earliest time of another start; the past unless starts fail again and again
 */
public record RevisionFacts(
        RevisionName revision,
        Standing standing,
        ScalingLimits limits,
        LoadAverages load,
        List<InstanceFacts> instances,
        int pending,
        Duration averageStartup,
        Instant startsFrom) {
    public RevisionFacts {
        instances = List.copyOf(instances);
        if (pending < 0) {
            throw new IllegalArgumentException("pending must not be negative, got " + pending);
        }
    }

    int live() {
        return instances.size();
    }

    int starting() {
        return live() - ready().size();
    }

    List<InstanceFacts.Ready> ready() {
        return instances.stream()
                .filter(InstanceFacts.Ready.class::isInstance)
                .map(InstanceFacts.Ready.class::cast)
                .toList();
    }

    int inFlight() {
        return ready().stream().mapToInt(InstanceFacts.Ready::inFlight).sum();
    }

    /** Whether a request is in progress: all that the step between one instance and none looks at (sheet 2.2). */
    boolean busy() {
        return pending > 0 || inFlight() > 0;
    }
}

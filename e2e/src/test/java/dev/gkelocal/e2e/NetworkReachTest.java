package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Neighbourhood;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Picture;
import dev.gkelocal.e2e.driver.Probe;
import dev.gkelocal.e2e.driver.Probe.Door;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Probe Pods that look like each party of the picture, and some like none, reach every port that it allows them, and no other. */
@Tag("faults")
@Only(in = Target.KIND, because = "network policies are a cluster's")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class NetworkReachTest {
    private static final String INSTANCE = "reached";

    @Test
    void probes_reachWhatThePictureAllows_andNothingElse(Sandbox sandbox) throws Exception {
        // Given
        sandbox.deploy(INSTANCE, "sleeper", "--min-instances", "1");
        var picture = Picture.drawn();
        try (var neighbourhood = Neighbourhood.of(picture)) {
            var at = Instant.now();
            // When
            var opened = open(neighbourhood.probes(), neighbourhood.doors().keySet());
            // Then
            var wrong = new ArrayList<String>();
            opened.forEach((source, found) -> wrong.addAll(neighbourhood.differences(source, found)));
            assertThat(wrong).isEmpty();
            var open = opened.values().stream().mapToInt(Set::size).sum();
            assertThat(open).isGreaterThan(picture.arrows().size());
            FaultReport.row(
                    "network: %d sources, %d ports"
                            .formatted(opened.size(), neighbourhood.doors().size()),
                    Duration.between(at, Instant.now()),
                    "%d ways open, %d closed, as drawn"
                            .formatted(
                                    open, opened.size() * neighbourhood.doors().size() - open));
        }
    }

    private static Map<String, Set<Door>> open(Map<String, Probe> probes, Set<Door> doors) throws Exception {
        var waiting = new TreeMap<String, Future<Set<Door>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            probes.forEach((name, probe) -> waiting.put(name, threads.submit(() -> probe.open(List.copyOf(doors)))));
        }
        var opened = new TreeMap<String, Set<Door>>();
        for (var probe : waiting.entrySet()) {
            opened.put(probe.getKey(), probe.getValue().get());
        }
        return opened;
    }
}

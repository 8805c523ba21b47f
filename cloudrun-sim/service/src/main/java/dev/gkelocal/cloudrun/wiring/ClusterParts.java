package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.logs.Entry;
import dev.gkelocal.cloudrun.logs.LogStore;
import dev.gkelocal.cloudrun.pods.PodRuntime;
import dev.gkelocal.cloudrun.pods.PodSettings;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import java.time.Duration;
import java.time.InstantSource;

/** Parts that know Kubernetes. Apart from the others, so that a platform on one machine does not load it. */
final class ClusterParts {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private ClusterParts() {}

    static InstanceRuntime runtime(
            Settings settings, ClusterSettings cluster, Fleet fleet, LogStore logs, InstantSource clock) {
        var cloudRun = settings.config().simulation().cloudRun();
        var pods = new PodSettings(
                cluster.instancesNamespace(),
                cloudRun.instanceRequestMillicores(),
                cloudRun.instanceRequestMebibytes(),
                cloudRun.shutdownGrace(),
                cloudRun.parallelStarts(),
                PATIENCE);
        return PodRuntime.of(
                pods,
                (revision, id, at, text) -> logs.add(new Entry.Line(revision, id, at, Entry.Line.Stream.STDOUT, text)),
                clock,
                fleet::on);
    }
}

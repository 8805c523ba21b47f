package dev.gkelocal.cloudrun.wiring;

import dev.gkelocal.cloudrun.fleet.Fleet;
import dev.gkelocal.cloudrun.leadership.Lead;
import dev.gkelocal.cloudrun.leadership.Leadership;
import dev.gkelocal.cloudrun.leadership.Leases;
import dev.gkelocal.cloudrun.logs.Entry;
import dev.gkelocal.cloudrun.logs.LogStore;
import dev.gkelocal.cloudrun.pods.KubernetesClients;
import dev.gkelocal.cloudrun.pods.PodRuntime;
import dev.gkelocal.cloudrun.pods.PodSettings;
import dev.gkelocal.cloudrun.runtime.InstanceRuntime;
import io.quarkus.runtime.Quarkus;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;

/** Parts that know Kubernetes. Apart from the others, so that a platform on one machine does not load it. */
final class ClusterParts {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A call about the lease that takes longer is of no use: the lease lasts 3 s. */
    private static final int LEASE_CALL_MILLIS = 1_500;

    private ClusterParts() {}

    static Leadership leadership(Settings settings, ClusterSettings cluster, InstantSource clock) {
        var address = ownAddress() + ":" + settings.config().ports().cloudRunIngress();
        return Leases.lead(
                KubernetesClients.open(LEASE_CALL_MILLIS),
                cluster.namespace(),
                cluster.pod(),
                address,
                clock,
                () -> Quarkus.asyncExit(1));
    }

    /** At which other Pods reach this one: the kubelet writes it into the file of hosts. */
    private static String ownAddress() {
        try {
            return InetAddress.getLocalHost().getHostAddress();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException("this Pod's own address is not known", e);
        }
    }

    static InstanceRuntime runtime(
            Settings settings, ClusterSettings cluster, Lead lead, Fleet fleet, LogStore logs, InstantSource clock) {
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
                lead,
                (revision, id, at, text) -> logs.add(new Entry.Line(revision, id, at, Entry.Line.Stream.STDOUT, text)),
                clock,
                fleet::on);
    }
}

package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ClusterFacts;
import dev.gkelocal.autopilot.core.cluster.PodState;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scale-up and one scale-down in a cluster of its own, before anybody asks for one: the first of each loads several hundred classes
 * and all tables of machines and prices, which costs ten times what later ones do and would hold the real cluster's thread.
 */
final class Rehearsal implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final String WORKLOADS = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: usual}
            spec:
              replicas: 2
              template:
                metadata: {labels: {app: usual}}
                spec:
                  containers: [{name: c, image: i}]
            ---
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: apart}
            spec:
              replicas: 2
              template:
                metadata: {labels: {app: apart}}
                spec:
                  nodeSelector: {cloud.google.com/gke-spot: "true"}
                  topologySpreadConstraints:
                  - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule,
                     labelSelector: {matchLabels: {app: apart}}}
                  containers: [{name: c, image: i, resources: {requests: {cpu: 500m, memory: 1Gi}}}]
            """;

    private final ClusterFacts facts;

    Rehearsal(ClusterFacts facts) {
        this.facts = facts;
    }

    @Override
    public void run() {
        try {
            LOG.debug("rehearsed pods={}", play());
        } catch (RuntimeException bug) {
            LOG.warn("the rehearsal of a scale-up failed; the first real one will take longer", bug);
        }
    }

    /** @return Pods that ran */
    long play() {
        var cluster = SimulatedCluster.create(facts);
        for (var document : Manifests.read("rehearsal", WORKLOADS)) {
            if (document instanceof Document.Parsed(var object)) {
                cluster.apply(object);
            }
        }
        cluster.advance(cluster.now().plus(Duration.ofMinutes(5)));
        long running = cluster.pods().stream()
                .filter(it -> it.stage() == PodState.Stage.RUNNING)
                .count();
        cluster.delete("Deployment", "default", "usual");
        cluster.delete("Deployment", "default", "apart");
        cluster.advance(cluster.now().plus(Duration.ofMinutes(15)));
        return running;
    }
}

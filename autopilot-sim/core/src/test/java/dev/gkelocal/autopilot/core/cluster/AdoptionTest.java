package dev.gkelocal.autopilot.core.cluster;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.TestYaml;
import dev.gkelocal.autopilot.core.manifest.Value;
import org.junit.jupiter.api.Test;

/** Pods that another cluster's API server admitted and another cluster's controllers made. */
class AdoptionTest {
    private final Sim sim = new Sim();

    @Test
    void adopted_waitsForItsNodeAsOthersDo_andStaysUntilItIsForgotten() {
        sim.cluster.adopt(pod("web-1"), "ReplicaSet", "web");
        assertThat(pod().isUnscheduled()).isTrue();
        sim.run(ofMinutes(4));
        assertThat(pod().isOnNode()).isTrue();
        assertThat(sim.with("TriggeredScaleUp")).hasSize(1);
        sim.cluster.forget("shop", "web-1");
        assertThat(sim.cluster.pods()).isEmpty();
        sim.run(ofHours(1));
        assertThat(sim.cluster.nodes()).as("its node is not needed any more").isEmpty();
    }

    @Test
    void adopted_again_isLeftAsItIs() {
        var first = sim.cluster.adopt(pod("web-1"), "ReplicaSet", "web");
        assertThat(sim.cluster.adopt(pod("web-1"), "ReplicaSet", "web")).isEqualTo(first);
        assertThat(sim.cluster.pods()).hasSize(1);
    }

    @Test
    void forgotten_thatIsNotThere_changesNothing() {
        sim.cluster.forget("shop", "nobody");
        assertThat(sim.cluster.pods()).isEmpty();
    }

    @Test
    void adopted_survivesARestart() {
        sim.cluster.adopt(pod("web-1"), "ReplicaSet", "web");
        sim.run(ofMinutes(4));
        var resumed = SimulatedCluster.resume(sim.cluster.state());
        assertThat(resumed.pod("shop", "web-1")).contains(pod());
        assertThat(resumed.template(pod())
                        .get("metadata")
                        .get("labels")
                        .get("app")
                        .text())
                .isEqualTo("web");
    }

    private PodState pod() {
        return sim.cluster.pod("shop", "web-1").orElseThrow();
    }

    private static Value pod(String name) {
        return TestYaml.value("""
                apiVersion: v1
                kind: Pod
                metadata: {namespace: shop, name: NAME, labels: {app: web}}
                spec: {containers: [{name: c, image: i, resources: {requests: {cpu: 500m, memory: 2Gi}}}]}
                """.replace("NAME", name));
    }
}

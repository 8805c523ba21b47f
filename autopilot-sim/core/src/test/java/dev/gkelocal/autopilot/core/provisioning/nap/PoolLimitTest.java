package dev.gkelocal.autopilot.core.provisioning.nap;

import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.empty;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.facts;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pod;
import static dev.gkelocal.autopilot.core.provisioning.nap.Clusters.pools;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.LabelSelector;
import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.objects.PodAffinity;
import dev.gkelocal.autopilot.core.provisioning.choice.ListPrices;
import dev.gkelocal.autopilot.core.provisioning.choice.NodeGroup;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The most node pools that provisioning may make. */
class PoolLimitTest {
    private static Provisioning plan(int maxPools, List<Pod> pods, NapFacts facts) {
        var usual = NapSettings.AUTOPILOT;
        var settings = new NapSettings(
                usual.machines(),
                usual.expander(),
                maxPools,
                usual.bootDiskGib(),
                usual.largerBootDiskGib(),
                usual.fallbackFamilies(),
                usual.manyPods(),
                usual.plansPerCall());
        return new Provisioner(MachineCatalogue.bundled(), ListPrices.autopilot(), settings).plan(pods, empty(), facts);
    }

    /** One that a Pod of 20 vCPUs needed. */
    private static Pool large() {
        var made = plan(1, List.of(pod("big", 20_000, 60)), facts())
                .plans()
                .getFirst()
                .pool();
        var group = made.group();
        return new Pool(
                new NodeGroup("large", "large", group.node(), 1, 1000, NodeGroup.Origin.MANUAL),
                made.zone(),
                made.template(),
                made.daemons(),
                made.bootDiskGib());
    }

    private static List<Pod> apart(int count) {
        var alone = pod("alone", 600, 1)
                .change()
                .antiAffinity(new PodAffinity(
                        List.of(new PodAffinity.Term(Node.HOSTNAME, LabelSelector.EVERYTHING)), List.of()))
                .build();
        return Clusters.pods(count, alone);
    }

    @Test
    void poolsMade_upToTheLimit_growThoughNewOnesWouldBeCheaper() {
        var facts = pools(facts(), List.of(large()), Set.of());
        assertThat(plan(1, apart(12), facts).plans())
                .extracting(it -> it.pool().group().isNew())
                .contains(true);
        assertThat(plan(0, apart(12), facts).plans()).singleElement().satisfies(it -> {
            assertThat(it.pool().group().name()).isEqualTo("large");
            assertThat(it.nodes()).hasSize(12);
        });
    }

    @Test
    void podsWithoutAnyPool_atTheLimit_areRefused() {
        assertThat(plan(0, apart(1), facts()).refused().getFirst().reasons())
                .extracting(Reason::id)
                .containsExactly("no.scale.up.nap.node.groups.limit.reached");
    }
}

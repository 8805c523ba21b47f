package dev.gkelocal.autopilot.core.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.objects.Node;
import dev.gkelocal.autopilot.core.objects.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The evaluator's kept counts against filters that count anew, over random histories of small clusters. */
class EvaluatorDifferentialTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void verdicts_afterAnyHistory_areThoseOfPlainFilters(long seed) {
        var seen = new TreeSet<String>();
        for (int run = 0; run < 25; run++) {
            var draw = new RandomCluster(seed * 1000 + run);
            var history = new History(draw);
            for (int step = 0; step < 40; step++) {
                history.step();
                if (step % 4 == 0) {
                    history.compare(seen);
                }
            }
        }
        assertThat(seen)
                .as("the histories reach every filter")
                .contains(
                        "fits",
                        "Insufficient cpu",
                        "Insufficient memory",
                        "Too many pods",
                        "node(s) were unschedulable",
                        "node(s) had untolerated taint {t: v1}",
                        "node(s) didn't match Pod's node affinity/selector",
                        "node(s) didn't match pod topology spread constraints",
                        "node(s) didn't match pod topology spread constraints (missing required label)",
                        "node(s) didn't match pod affinity rules",
                        "node(s) didn't match pod anti-affinity rules",
                        "node(s) didn't satisfy existing pods anti-affinity rules");
    }

    /** Changes a snapshot and plain lists alike. */
    private static final class History {
        private final RandomCluster draw;
        private final ClusterSnapshot snapshot = new ClusterSnapshot(RandomCluster.NAMESPACES);
        private final Evaluator evaluator = new Evaluator(snapshot);
        private List<Node> nodes = new ArrayList<>();
        private List<Pod> pods = new ArrayList<>();

        private History(RandomCluster draw) {
            this.draw = draw;
        }

        private void step() {
            switch (draw.below(10)) {
                case 0, 1 -> addNode();
                case 2 -> removeNode();
                case 3 -> removePod();
                case 4 -> detour();
                default -> placeWhereItFits();
            }
        }

        private void addNode() {
            var node = draw.node();
            nodes.add(node);
            snapshot.addNode(node);
        }

        private void removeNode() {
            if (nodes.size() > 2) {
                var name = nodes.remove(draw.below(nodes.size())).name();
                pods.removeIf(it -> it.nodeName().equals(name));
                snapshot.removeNode(name);
            }
        }

        private void removePod() {
            if (!pods.isEmpty()) {
                snapshot.removePod(pods.remove(draw.below(pods.size())).uid());
            }
        }

        private void placeWhereItFits() {
            var pod = draw.pod();
            for (var node : nodes) {
                if (evaluator.check(pod, node.name()).fits()) {
                    var bound = pod.change().nodeName(node.name()).build();
                    pods.add(bound);
                    snapshot.addPod(bound);
                    return;
                }
            }
        }

        /** Changes that are taken back. */
        private void detour() {
            var oldNodes = new ArrayList<>(nodes);
            var oldPods = new ArrayList<>(pods);
            snapshot.fork();
            removeNode();
            placeWhereItFits();
            snapshot.fork();
            addNode();
            removePod();
            if (draw.below(2) == 0) {
                snapshot.revert();
            } else {
                snapshot.commit();
            }
            snapshot.revert();
            nodes = oldNodes;
            pods = oldPods;
        }

        private void compare(Set<String> seen) {
            var plain = new PlainFilters(nodes, pods, RandomCluster.NAMESPACES);
            for (int i = 0; i < 4; i++) {
                var pod = draw.pod();
                for (var node : nodes) {
                    var reasons = switch (evaluator.check(pod, node.name())) {
                        case Verdict.Fit ignored -> List.<String>of();
                        case Verdict.Rejection rejection -> rejection.reasons();
                    };
                    seen.addAll(reasons.isEmpty() ? List.of("fits") : reasons);
                    assertThat(reasons).as("%s on %s", pod, node).isEqualTo(plain.reasons(pod, node));
                }
            }
        }
    }
}

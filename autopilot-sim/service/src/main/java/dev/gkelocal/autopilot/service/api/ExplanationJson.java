package dev.gkelocal.autopilot.service.api;

import dev.gkelocal.autopilot.core.cluster.Explanation;
import dev.gkelocal.autopilot.core.cluster.SimulatedCluster;
import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.provisioning.choice.Choice;
import dev.gkelocal.autopilot.core.provisioning.nap.Provisioning;
import dev.gkelocal.autopilot.core.scheduling.Verdict;
import dev.gkelocal.contracts.autopilot.EventRecorded;
import java.util.List;
import java.util.TreeMap;

/** Why a Pod is where it is, as the API shows it. */
final class ExplanationJson {
    /** The best; there are hundreds. */
    private static final int MOST_OPTIONS = 20;

    private ExplanationJson() {}

    /** @param said about the Pod, oldest first */
    static Value of(Explanation explanation, List<EventRecorded> said, SimulatedCluster cluster) {
        var filters = new Tree();
        new TreeMap<>(explanation.filters()).forEach((node, verdict) -> filters.put(node, filter(verdict)));
        return new Tree()
                .put("pod", ClusterJson.pod(explanation.pod(), cluster))
                .put("events", said, ClusterJson::event)
                .put("filters", filters.value())
                .put("scaleUps", explanation.scaleUps(), ExplanationJson::scaleUp)
                .value();
    }

    private static Value filter(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fit() -> new Tree().put("fits", true).value();
            case Verdict.Rejection(var filter, var reasons, var preemptible) ->
                new Tree()
                        .put("fits", false)
                        .put("filter", filter.toString())
                        .put("reasons", reasons, Value::of)
                        .put("preemptible", preemptible)
                        .value();
        };
    }

    private static Value scaleUp(Provisioning.ScaleUp scaleUp) {
        var choice = scaleUp.choice();
        return new Tree()
                .put("group", scaleUp.pool().group().name())
                .put("tier", scaleUp.tier())
                .put("nodesBefore", scaleUp.before())
                .put("nodesAfter", scaleUp.after())
                .put("why", choice.reason())
                .put("optionsTried", choice.ranked().size())
                .put("options", choice.ranked().stream().limit(MOST_OPTIONS).toList(), ExplanationJson::option)
                .value();
    }

    /** The lower the score, the better. */
    private static Value option(Choice.Ranked ranked) {
        var score = ranked.score();
        return new Tree()
                .put("group", ranked.option().group().name())
                .put("nodes", ranked.option().packing().nodes())
                .put("score", number(score.score()))
                .put("nodesPrice", number(score.nodesPrice()))
                .put("podsPrice", number(score.podsPrice()))
                .put("priceRatio", number(score.priceRatio()))
                .put("unfitness", number(score.unfitness()))
                .put("creationPenalty", number(score.creationPenalty()))
                .value();
    }

    private static Value number(double amount) {
        return new Value.Scalar(Double.toString(amount), Value.Type.FLOAT, Position.NOWHERE);
    }
}

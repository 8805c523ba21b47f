package dev.gkelocal.platform.views;

import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import java.util.Locale;

/** Says in a sentence why the autoscaler decided as it did, with the figures it used (cloudrun sheet 2.2). */
final class DecisionWords {
    private DecisionWords() {}

    static String explain(ScalingDecided it) {
        return switch (it.reason()) {
            case CONCURRENCY -> concurrency(it);
            case ON_DEMAND ->
                "%s found no free slot; %s started for %s."
                        .formatted(
                                count(it.pending(), "waiting request"),
                                it.to() - it.from() > 1
                                        ? it.to() - it.from() + " more instances are"
                                        : "another instance is",
                                it.pending() == 1 ? "it" : "them");
            case MIN_INSTANCES -> "The minimum of %s is kept.".formatted(count(it.minInstances(), "instance"));
            case MAX_INSTANCES ->
                "%s, but the maximum is %d: held there.".formatted(concurrencyFacts(it), it.maxInstances());
            case IDLE ->
                "%s in flight; an idle instance has been kept for the retention time and is stopped."
                        .formatted(it.inFlight() == 0 ? "No request" : count(it.inFlight(), "request"));
            case DEPLOY_CHECK -> "A new revision is started once to see that it comes up before it gets traffic.";
            case RETIRED -> "The revision has no traffic any more, was deleted, or the simulator is switched off.";
        };
    }

    private static String concurrency(ScalingDecided it) {
        var text = concurrencyFacts(it) + ".";
        if (it.to() == it.recommended()) {
            return text;
        }
        if (it.to() == it.minInstances() && it.recommended() < it.minInstances()) {
            return text + " The minimum keeps %d.".formatted(it.minInstances());
        }
        return it.recommended() > it.maxInstances()
                ? text + " The maximum allows %d.".formatted(it.maxInstances())
                : text;
    }

    private static String concurrencyFacts(ScalingDecided it) {
        boolean shortWins = it.oneMinuteConcurrency() >= it.tenMinuteConcurrency();
        return "%s requests in flight on average over the %s window, %s per instance aimed at: %s"
                .formatted(
                        number(Math.max(it.oneMinuteConcurrency(), it.tenMinuteConcurrency())),
                        shortWins ? "1-minute" : "10-minute",
                        number(it.targetPerInstance()),
                        count(it.recommended(), "instance"));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String number(double value) {
        return value == Math.rint(value) && value < 1e9
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.2f", value);
    }
}

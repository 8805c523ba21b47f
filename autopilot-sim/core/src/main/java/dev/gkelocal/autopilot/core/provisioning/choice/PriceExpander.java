package dev.gkelocal.autopilot.core.provisioning.choice;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.choice.Choice.Ranked;
import dev.gkelocal.autopilot.core.provisioning.choice.ClusterUse.Requests;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Ranks options by price per use and fitness of the node size (autopilot sheet 3.3). The original shuffles the options before
 * it compares them; here the caller's order stands in for the shuffle, so that equal facts give equal choices.
 */
public final class PriceExpander {
    /** Scores closer than this, relatively, are a tie on Autopilot. */
    private static final double TIE = 1e-4;

    private static final double RESERVATION_DISCOUNT = 0.98;
    private static final MathContext FOUR_DIGITS = new MathContext(4);
    private static final int MANY_NODES = 10;
    private static final int FEW_NODES = 3;
    private static final double ACCELERATOR_UNFITNESS = 1000;
    private static final Resources STABILIZER = Resources.of(500, 500L << 20);

    private final ExpanderRules rules;
    private final DecisionPrices prices;
    private final double stabilization;

    public PriceExpander(ExpanderRules rules, DecisionPrices prices) {
        this.rules = rules;
        this.prices = prices;
        stabilization = prices.pod(STABILIZER);
    }

    public Choice choose(ClusterUse cluster, List<Option> options) {
        var fewest = options.stream().mapToInt(Option::nodes).min().orElse(0);
        var penalty = new GroupPenalty(rules, cluster.groups());
        var scored = new ArrayList<Ranked>();
        for (var option : options) {
            scored.add(new Ranked(option, score(option, cluster, fewest, penalty)));
        }
        var winner = winner(scored);
        var ranked = scored.stream()
                .sorted(Comparator.comparingDouble(it -> it.score().score()))
                .toList();
        return new Choice(ranked, winner, winner.map(it -> reason(it, ranked)).orElse("there is no option"));
    }

    private Score score(Option option, ClusterUse cluster, int fewest, GroupPenalty penalty) {
        var node = option.group().node();
        var pending = pending(option);
        var nodesPrice = nodesPrice(option, fewest);
        var podsPrice = podsPrice(option);
        var reclaimable = reclaimablePrice(option, pending, cluster.running(node.separation()));
        var ratio = (nodesPrice + stabilization) / (podsPrice + reclaimable + stabilization);
        var preferred = NodeFitness.preferredCpus(pending, cluster.milliCpu(node.separation()));
        var unfitness = NodeFitness.unfitness(preferred, node, rules.spotSizePenalty());
        var suppressed = suppressed(option, unfitness, fewest);
        var creation =
                option.group().isNew() ? penalty.forNew(node.accelerators().gpus() > 0) : 1;
        var balance = balance(node.family(), cluster);
        return new Score(
                nodesPrice,
                podsPrice,
                reclaimable,
                stabilization,
                ratio,
                preferred,
                unfitness,
                suppressed,
                creation,
                balance,
                suppressed * ratio * creation * balance);
    }

    private static Requests pending(Option option) {
        var sum = Requests.NONE;
        for (var share : option.packing().shares()) {
            sum = sum.plus(share.batch().requests(), share.count());
        }
        return sum;
    }

    /** Of many nodes one is thought away, since packing leaves it half empty. */
    private double nodesPrice(Option option, int fewest) {
        var nodes = rules.autopilot() && fewest >= MANY_NODES ? option.nodes() - 1 : option.nodes();
        var reserved = Math.min(nodes, option.reservations());
        return prices.node(option.group().node()) * (nodes - reserved * RESERVATION_DISCOUNT);
    }

    private double podsPrice(Option option) {
        var sum = 0.0;
        for (var share : option.packing().shares()) {
            sum += share.count() * prices.pod(share.batch().requests());
        }
        return sum;
    }

    private double reclaimablePrice(Option option, Requests pending, Requests running) {
        if (rules.autopilot() && option.nodes() >= MANY_NODES
                || option.group().node().accelerators().gpus() > 0) {
            return 0;
        }
        return prices.pod(Reclaimable.of(option, pending, running));
    }

    private double suppressed(Option option, double unfitness, int fewest) {
        var accelerators = option.group().node().accelerators().total();
        if (accelerators > 0) {
            return ACCELERATOR_UNFITNESS * accelerators;
        }
        if (!rules.autopilot()) {
            return (unfitness - 1) * (1 - Math.tanh((option.nodes() - 1) / 15.0)) + 1;
        }
        if (fewest <= FEW_NODES) {
            return unfitness;
        }
        return fewest < MANY_NODES ? (unfitness + 1) * 0.5 : 1;
    }

    private double balance(String family, ClusterUse cluster) {
        if (!rules.autopilot()) {
            return 1;
        }
        for (var families : rules.balanced()) {
            if (families.contains(family)) {
                var largest = families.stream().mapToLong(cluster::vcpus).max().orElse(0);
                return (double) (cluster.vcpus(family) + 1) / (largest + 1);
            }
        }
        return 1;
    }

    private Optional<Ranked> winner(List<Ranked> scored) {
        Ranked best = null;
        for (var each : scored) {
            if (best == null || isBetter(each.score(), best.score())) {
                best = each;
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isBetter(Score one, Score best) {
        var tie = rules.autopilot() ? TIE : 0;
        if (best.score() > one.score() * (1 + tie)) {
            return true;
        }
        return rules.autopilot() && best.score() * (1 + tie) >= one.score() && one.unfitness() < best.unfitness();
    }

    private static String reason(Ranked winner, List<Ranked> ranked) {
        var name = winner.option().group().name();
        var score = winner.score().score();
        var other = ranked.stream().filter(it -> !it.equals(winner)).findFirst();
        if (other.isEmpty()) {
            return name + " is the only option";
        }
        var next = other.get();
        var behind = next.score().score() / score - 1;
        return behind < TIE
                ? name + " ties with " + next.option().group().name() + " at score " + rounded(score)
                        + " and its unfitness " + rounded(winner.score().unfitness()) + " is not above "
                        + rounded(next.score().unfitness())
                : name + " has the lowest score, " + rounded(score) + "; "
                        + next.option().group().name() + " follows with "
                        + rounded(next.score().score()) + " (" + rounded(100 * behind) + " % more)";
    }

    /** To four digits. Formatters take longer than the whole choice when they are first used. */
    private static String rounded(double number) {
        return Double.isFinite(number)
                ? new BigDecimal(number).round(FOUR_DIGITS).stripTrailingZeros().toPlainString()
                : Double.toString(number);
    }
}

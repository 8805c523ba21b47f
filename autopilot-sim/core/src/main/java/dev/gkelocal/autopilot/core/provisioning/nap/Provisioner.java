package dev.gkelocal.autopilot.core.provisioning.nap;

import dev.gkelocal.autopilot.core.objects.Pod;
import dev.gkelocal.autopilot.core.provisioning.choice.DecisionPrices;
import dev.gkelocal.autopilot.core.provisioning.choice.ListPrices;
import dev.gkelocal.autopilot.core.provisioning.choice.PriceExpander;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineCatalogue;
import dev.gkelocal.autopilot.core.scheduling.ClusterSnapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Decides which nodes come for Pods that fit nowhere. Any Pod counts, those of negative priority too: Autopilot has no cut-off for
 * expendable Pods (autopilot sheet 1.9). Not safe for several threads.
 */
public final class Provisioner {
    private final MachineCatalogue catalogue;
    private final NapSettings settings;
    private final PriceExpander expander;
    private Templates templates;

    public Provisioner(MachineCatalogue catalogue, DecisionPrices prices, NapSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
        expander = new PriceExpander(settings.expander(), prices);
        templates = new Templates(catalogue, NapFacts.NOTHING);
    }

    public static Provisioner autopilot() {
        return new Provisioner(MachineCatalogue.bundled(), ListPrices.autopilot(), NapSettings.AUTOPILOT);
    }

    /**
     * @param pending Pods that the scheduler found no place for; nodes that are already on their way should be in the snapshot
     * @param snapshot that expects {@link NapFacts#domains}, for Pods that spread; it is left as it was
     */
    public Provisioning plan(List<Pod> pending, ClusterSnapshot snapshot, NapFacts facts) {
        snapshot.fork();
        try {
            return new Call(snapshot, facts).plan(pending);
        } finally {
            snapshot.revert();
        }
    }

    private Templates templatesFor(NapFacts facts) {
        if (!templates.fit(facts)) {
            templates = new Templates(catalogue, facts);
        }
        return templates;
    }

    private final class Call {
        private final ClusterSnapshot snapshot;
        private final Upsizer upsizer;
        private final ShardPlanner planner;
        private final NapFacts facts;
        private final List<Provisioning.Refused> refused = new ArrayList<>();

        Call(ClusterSnapshot snapshot, NapFacts facts) {
            this.snapshot = snapshot;
            this.facts = facts;
            upsizer = new Upsizer(catalogue, facts, snapshot);
            planner = new ShardPlanner(catalogue, settings, expander, facts, snapshot, upsizer, templatesFor(facts));
        }

        Provisioning plan(List<Pod> pending) {
            var upsizings = upsizer.upsize(pending);
            var waiting = new ArrayList<>(pending);
            upsizings.forEach(it -> waiting.removeAll(new HashSet<>(it.pods())));
            for (var shard : Shard.of(waiting)) {
                plan(shard);
            }
            var events = new ArrayList<Provisioning.PodEvent>();
            events.addAll(Events.of(planner.failures()));
            planner.plans().forEach(it -> events.addAll(Events.of(it)));
            refused.forEach(it -> events.add(Events.of(it)));
            return new Provisioning(upsizings, planner.plans(), planner.failures(), refused, events);
        }

        private void plan(Shard shard) {
            var left = shard;
            while (planner.plans().size() < settings.plansPerCall()) {
                var step = planner.plan(left);
                var rest = new ArrayList<>(left.pods());
                rest.removeAll(new HashSet<>(step.helped()));
                if (step.helped().isEmpty()) {
                    step.refused().forEach(it -> refuse(it.pods(), it.reasons()));
                    return;
                }
                if (rest.isEmpty()) {
                    return;
                }
                left = left.with(rest);
            }
        }

        private void refuse(List<Pod> pods, List<Reason> reasons) {
            pods.forEach(it -> refused.add(new Provisioning.Refused(it, reasons)));
        }
    }
}

package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.admission.Admission;
import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.autopilot.core.warden.Warden;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import java.util.HashMap;
import java.util.List;

/** What every object passes before the cluster keeps it: Autopilot's changes, then its refusals. */
final class Gate {
    private final World world;
    private ClusterRules rules;

    Gate(World world) {
        this.world = world;
        rules = ClusterRules.of(world.facts.bursting(), ClusterVersion.of(world.facts.version()));
    }

    /** @param refusal empty where the object is let in */
    record Verdict(Value object, List<String> warnings, String refusal) {
        Verdict {
            warnings = List.copyOf(warnings);
        }
    }

    ClusterRules rules() {
        return rules;
    }

    Verdict admit(Value object) {
        if (!world.facts.autopilot()) {
            return new Verdict(object, List.of(), "");
        }
        var mutation = Admission.mutate(object, rules);
        var judgement = Warden.judge(mutation.object(), Requester.SOMEBODY, wardenSettings());
        return new Verdict(
                mutation.object(), mutation.warnings(), judgement.allowed() ? "" : judgement.serverMessage());
    }

    private WardenSettings wardenSettings() {
        return WardenSettings.of(rules.traits()).classes(rules.classes(), false);
    }

    void readClasses() {
        var classes = new HashMap<String, CustomClass>();
        for (var each : world.objects("ComputeClass")) {
            CustomClass.of(each.manifest()).ifPresent(it -> classes.put(it.name(), it));
        }
        rules = rules.with(classes);
    }
}

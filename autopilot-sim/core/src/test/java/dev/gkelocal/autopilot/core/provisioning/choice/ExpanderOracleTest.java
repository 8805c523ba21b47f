package dev.gkelocal.autopilot.core.provisioning.choice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Test vectors of GKE's own autoscaler: its tables and runs of it on other inputs (its machine types are n1 only). */
class ExpanderOracleTest {
    private static final double TOLERANCE = 1e-6;

    @Test
    void choice_onAutoscalersOwnCases_isTheSameInEveryPart() {
        var catalogue = new VectorCatalogue(OracleRows.whole("machine-choice/test-catalogue.json"));
        var faults = new ArrayList<String>();
        var cases = OracleRows.read("machine-choice/gke-expander.jsonl.gz");
        var passed = 0;
        for (var each : cases) {
            var found = faults(each, catalogue);
            faults.addAll(found);
            passed += found.isEmpty() ? 1 : 0;
        }
        OracleTotals.record("machine-choice", passed, cases.size());
        assertThat(faults).isEmpty();
    }

    private static List<String> faults(Value each, VectorCatalogue catalogue) {
        var scenario = new VectorScenario(each, catalogue);
        var choice = scenario.expander().choose(scenario.cluster(), scenario.options());
        var faults = new ArrayList<String>();
        var name = each.get("id").text();
        var chosen = choice.winner().map(it -> it.option().group().name()).orElse("");
        var acceptable = each.get("expect").get("acceptable").items().stream()
                .map(Value::text)
                .toList();
        if (acceptable.isEmpty() ? !chosen.isEmpty() : !acceptable.contains(chosen)) {
            faults.add(name + ": chose " + chosen + " of " + acceptable);
        }
        var mine = choice.ranked().stream()
                .collect(Collectors.toMap(it -> it.option().group().name(), it -> it));
        var expected = each.get("options").items();
        if (mine.size() != expected.size()) {
            faults.add(name + ": " + mine.size() + " options, not " + expected.size());
        }
        for (var option : expected) {
            var ranked = mine.get(option.get("group").text());
            if (ranked == null) {
                faults.add(name + ": lacks " + option.get("group").text());
            } else {
                faults.addAll(differences(name, option, ranked));
            }
        }
        return faults;
    }

    private record Part(String name, ToDoubleFunction<Choice.Ranked> value) {}

    private static final List<Part> PARTS = List.of(
            new Part("nodes", it -> it.option().nodes()),
            new Part("pods", it -> it.option().packing().pods()),
            new Part("nodesPrice", it -> it.score().nodesPrice()),
            new Part("podsPrice", it -> it.score().podsPrice()),
            new Part("reclaimablePrice", it -> it.score().reclaimablePrice()),
            new Part("priceRatio", it -> it.score().priceRatio()),
            new Part("preferredCpus", it -> it.score().preferredCpus()),
            new Part("unfitness", it -> it.score().unfitness()),
            new Part("suppressed", it -> it.score().suppressed()),
            new Part("creationPenalty", it -> it.score().creationPenalty()),
            new Part("score", it -> it.score().score()));

    private static List<String> differences(String name, Value expected, Choice.Ranked ranked) {
        var faults = new ArrayList<String>();
        for (var part : PARTS) {
            var wanted = Double.parseDouble(expected.get(part.name).text());
            var has = part.value.applyAsDouble(ranked);
            if (Math.abs(has - wanted) > TOLERANCE * Math.max(Math.abs(wanted), 1e-12)) {
                faults.add("%s: %s %s %s, not %s"
                        .formatted(name, expected.get("group").text(), part.name, has, wanted));
            }
        }
        return faults;
    }
}

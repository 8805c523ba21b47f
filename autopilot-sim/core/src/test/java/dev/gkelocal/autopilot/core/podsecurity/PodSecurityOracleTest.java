package dev.gkelocal.autopilot.core.podsecurity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.OracleRows;
import dev.gkelocal.autopilot.core.OracleTotals;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Upstream's fixtures with the reference evaluator's exact words, and the messages of its unit tests. */
class PodSecurityOracleTest {
    @Test
    void fixtures_ofUpstream_agreeInVerdictReasonsAndDetail() {
        var rows = new ArrayList<Value>();
        rows.addAll(OracleRows.read("psa/baseline.jsonl.gz"));
        rows.addAll(OracleRows.read("psa/restricted.jsonl.gz"));

        var differing = new ArrayList<String>();
        for (var row : rows) {
            var pod = row.get("pod");
            var verdict = PodSecurity.evaluate(
                    Level.parse(row.get("level").text()).orElseThrow(),
                    Version.parse(row.get("version").text()).orElseThrow(),
                    pod.get("metadata"),
                    pod.get("spec"));
            var words = verdict.reasons().stream().map(Reason::word).toList();
            var expected = row.get("reasons").items().stream().map(Value::text).toList();
            if (verdict.allowed() != row.get("expect").text().equals("pass")
                    || !words.equals(expected)
                    || !verdict.detail().equals(row.get("detail").text())) {
                differing.add(row.get("id").text() + ": " + verdict.detail());
            }
        }

        OracleTotals.record("psa", rows.size() - differing.size(), rows.size());
        assertThat(differing).isEmpty();
    }

    @Test
    void messages_ofSingleChecks_agreeWordForWord() {
        var rows = OracleRows.read("psa/messages.jsonl");

        List<String> differing = new ArrayList<>();
        for (var row : rows) {
            var pod = row.get("pod");
            var reason = PodSecurity.evaluate(
                    row.get("check").text(),
                    Version.parse(row.get("rulesOf").text()).orElseThrow(),
                    pod.get("metadata"),
                    pod.get("spec"));
            var said = reason.map(it -> it.word() + "|" + it.detail()).orElse("|");
            if (!said.equals(row.get("reason").text() + "|" + row.get("detail").text())) {
                differing.add(row.get("id").text() + ": " + said);
            }
        }

        OracleTotals.record("psa-messages", rows.size() - differing.size(), rows.size());
        assertThat(differing).isEmpty();
    }
}

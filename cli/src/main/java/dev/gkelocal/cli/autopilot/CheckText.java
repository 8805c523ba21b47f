package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.check.Copies;
import dev.gkelocal.autopilot.core.check.Footprint;
import dev.gkelocal.autopilot.core.check.Landing;
import dev.gkelocal.autopilot.core.check.Refusal;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.autopilot.core.check.Verdict;
import dev.gkelocal.autopilot.core.pricing.Certainty;
import dev.gkelocal.autopilot.core.pricing.Terms;
import dev.gkelocal.cli.terminal.Terminal;
import java.math.BigDecimal;
import java.util.stream.Collectors;

/** The verdicts for a person to read. */
final class CheckText {
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final StringBuilder text = new StringBuilder();

    CheckText(Terminal terminal) {
        this.terminal = terminal;
    }

    String of(Report report) {
        report.verdicts().forEach(this::verdict);
        if (!report.skipped().isEmpty()) {
            line(report.skipped().entrySet().stream()
                    .map(it -> it.getValue() + " " + Terminal.printable(it.getKey()))
                    .collect(Collectors.joining(", ", "No rule looks at: ", "")));
        }
        summary(report);
        return text.toString();
    }

    private void verdict(Verdict verdict) {
        line(Terminal.printable(verdict.object().at() + INDENT + verdict.object()) + INDENT + outcome(verdict));
        verdict.footprint().ifPresent(this::footprint);
        verdict.refusals().forEach(this::refusal);
        verdict.answers().forEach(answer -> answer.lines().forEach(it -> line(INDENT + terminal.bad("| ") + it)));
        verdict.warnings().forEach(it -> line(INDENT + "Warning: " + it));
        if (verdict.isChanged()) {
            ManifestDiff.lines(verdict).stream().skip(2).forEach(it -> line(INDENT + coloured(it)));
        }
        line("");
    }

    private String outcome(Verdict verdict) {
        if (verdict.isRefused()) {
            return terminal.bad("refused");
        }
        return verdict.isChanged() ? "changed" : terminal.good("accepted as it is");
    }

    private void footprint(Footprint footprint) {
        field("requests", Amounts.of(footprint.requests()) + " a Pod, class " + footprint.podClass());
        footprint.landing().ifPresent(this::landing);
        field("price", price(footprint));
    }

    /** In a cluster that has nothing else. */
    private void landing(Landing landing) {
        if (!landing.places().isEmpty()) {
            field(
                    "lands on",
                    landing.places().stream()
                            .map(it -> it.nodes() + " x " + it.machineType())
                            .collect(Collectors.joining(", ")));
        }
        landing.reasons().forEach(it -> field(terminal.bad("stays pending"), it.message() + " (" + it.id() + ")"));
    }

    private static String price(Footprint footprint) {
        if (footprint.terms() instanceof Terms.PerNode) {
            return footprint
                    .landing()
                    .map(it -> "its nodes are paid, not its Pods: $" + it.usdPerMonth() + " a month")
                    .orElse("its nodes are paid, not its Pods");
        }
        var hour = footprint.pod().usdPerHour();
        var pod = Amounts.usdPerHour(hour) + " an hour, $" + footprint.pod().usdPerMonth() + " a month a Pod";
        var all = footprint.copies() instanceof Copies.Fixed(var pods) && pods != 1
                ? "; " + Amounts.of(footprint.copies()) + ": $" + footprint.usdPerMonth()
                : footprint.copies() instanceof Copies.Fixed ? "" : "; " + Amounts.of(footprint.copies());
        var sure = footprint.pod().certainty() == Certainty.ASSUMED ? " (assumed figures)" : "";
        return pod + all + sure;
    }

    private void refusal(Refusal refusal) {
        field(terminal.bad("refused by " + refusal.rule()), refusal.message());
        line(INDENT + INDENT + "at " + refusal.at() + (refusal.field().isEmpty() ? "" : " " + refusal.field()));
        line(INDENT + INDENT + "fix: " + refusal.fix());
    }

    private void summary(Report report) {
        var month = report.verdicts().stream()
                .flatMap(it -> it.footprint().stream())
                .filter(it -> it.copies() instanceof Copies.Fixed)
                .map(Footprint::usdPerMonth)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var unreadable = report.unreadable().size();
        line(report.verdicts().size() + " checked, " + report.refused() + " refused, " + report.changed() + " changed"
                + (unreadable == 0 ? "" : ", " + unreadable + " unreadable") + "; $" + month.setScale(2)
                + " a month for the Pods that always run (before the cluster fee)");
    }

    private String coloured(String diffLine) {
        if (diffLine.startsWith("+")) {
            return terminal.good(diffLine);
        }
        return diffLine.startsWith("-") ? terminal.bad(diffLine) : terminal.faint(diffLine);
    }

    private void field(String name, String words) {
        line(INDENT + name + ": " + words);
    }

    private void line(String words) {
        text.append(words).append('\n');
    }
}

package dev.gkelocal.cli.autopilot;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.gkelocal.autopilot.core.check.Report;
import dev.gkelocal.autopilot.core.check.Verdict;
import dev.gkelocal.autopilot.core.manifest.Yaml;
import dev.gkelocal.cli.terminal.Terminal;
import java.util.List;
import java.util.stream.Collectors;

/** What the cluster would make of objects, as unified diffs of their YAML. */
final class ManifestDiff {
    private static final int CONTEXT = 2;

    private ManifestDiff() {}

    static String of(Report report) {
        return report.verdicts().stream()
                .filter(Verdict::isChanged)
                .map(it -> String.join("\n", lines(it)) + "\n")
                .collect(Collectors.joining());
    }

    /** Both sides in the same spelling, so that only meaning differs. */
    static List<String> lines(Verdict verdict) {
        var before = Yaml.write(verdict.before()).lines().toList();
        var after = Yaml.write(verdict.after()).lines().toList();
        var name = Terminal.printable(verdict.object().at().source() + " (" + verdict.object() + ")");
        return UnifiedDiffUtils.generateUnifiedDiff(
                name, name + " as admitted", before, DiffUtils.diff(before, after, new AnchoredDiff(), null), CONTEXT);
    }
}

package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.manifest.Document;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All verdicts in the order of the manifests.
 *
 * @param verdicts of objects that Autopilot has an opinion on
 * @param unreadable what could not be read; the rest was judged all the same
 * @param skipped kinds that no rule looks at, {@code Kind.group}, with their number
 */
public record Report(List<Verdict> verdicts, List<Document.Unreadable> unreadable, Map<String, Integer> skipped) {
    public Report {
        verdicts = List.copyOf(verdicts);
        unreadable = List.copyOf(unreadable);
        skipped = Collections.unmodifiableMap(new TreeMap<>(skipped));
    }

    public long refused() {
        return verdicts.stream().filter(Verdict::isRefused).count();
    }

    public long changed() {
        return verdicts.stream().filter(Verdict::isChanged).count();
    }
}

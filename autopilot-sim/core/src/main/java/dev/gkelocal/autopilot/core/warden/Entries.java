package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Texts of an allowlist: exact, or expressions between ^ and $. An expression that is none allows nothing. */
record Entries(Set<String> exact, List<Pattern> patterns) {
    static Entries of(Iterable<String> texts) {
        var exact = new HashSet<String>();
        var patterns = new ArrayList<Pattern>();
        for (var text : texts) {
            if (text.startsWith("^") && text.endsWith("$")) {
                try {
                    patterns.add(Pattern.compile(text));
                } catch (PatternSyntaxException noExpression) {
                    exact.add(text);
                }
            } else {
                exact.add(text);
            }
        }
        return new Entries(Set.copyOf(exact), List.copyOf(patterns));
    }

    static Entries ofTexts(Value list) {
        return of(list.items().stream().map(Value::text).toList());
    }

    boolean allows(String text) {
        return exact.contains(text)
                || patterns.stream().anyMatch(it -> it.matcher(text).matches());
    }
}

package dev.gkelocal.platform.alerts;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A condition on a label, as Alertmanager's API takes it: {@code severity="critical"}, {@code job=~"platform.*"}. */
record LabelFilter(String label, Pattern value, boolean wanted) {
    private static final Pattern FORM =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(?:\"(.*)\"|([^\"]*))\\s*");

    /** Empty when the text is no condition. */
    static Optional<LabelFilter> parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            return Optional.empty();
        }
        var value = match.group(3) == null ? match.group(4).strip() : match.group(3);
        var operator = match.group(2);
        try {
            var pattern = Pattern.compile(operator.endsWith("~") ? value : Pattern.quote(value));
            return Optional.of(new LabelFilter(match.group(1), pattern, operator.startsWith("=")));
        } catch (PatternSyntaxException _) {
            return Optional.empty();
        }
    }

    boolean matches(Map<String, String> labels) {
        return value.matcher(labels.getOrDefault(label, "")).matches() == wanted;
    }
}

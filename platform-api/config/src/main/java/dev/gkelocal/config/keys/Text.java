package dev.gkelocal.config.keys;

import java.util.Locale;
import java.util.Map;

/** Text that keeps a rule; a {@link String}. */
record Text(TextRule rule) implements Textual {

    @Override
    public Reading read(String text) {
        if (!rule.allows(text)) {
            return new Reading.Bad(
                    (text.isEmpty() ? "is empty" : "\"" + text + "\" is not allowed") + "; write " + rule.words());
        }
        return new Reading.Good(rule == TextRule.PROJECT_NAME ? text.toLowerCase(Locale.ROOT) : text);
    }

    @Override
    public String words() {
        return rule.words();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^(" + rule.pattern() + ")$");
    }
}

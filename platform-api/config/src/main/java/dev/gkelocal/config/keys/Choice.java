package dev.gkelocal.config.keys;

import java.util.List;
import java.util.Map;

/** One of a few words in lower case; a {@link String}. */
record Choice(List<String> options) implements Textual {

    Choice(String... words) {
        this(List.of(words));
    }

    @Override
    public Reading read(String text) {
        return options.contains(text)
                ? new Reading.Good(text)
                : new Reading.Bad("\"" + text + "\" is unknown; write " + words());
    }

    @Override
    public String words() {
        var last = options.size() - 1;
        return String.join(", ", options.subList(0, last)) + " or " + options.get(last);
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "enum", options);
    }
}

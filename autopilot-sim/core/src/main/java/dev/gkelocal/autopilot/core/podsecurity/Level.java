package dev.gkelocal.autopilot.core.podsecurity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A Pod Security level, from the most to the least permissive. */
public enum Level {
    PRIVILEGED,
    BASELINE,
    RESTRICTED;

    private final String text = name().toLowerCase(Locale.ROOT);

    public static Optional<Level> parse(String text) {
        return Arrays.stream(values()).filter(level -> level.text.equals(text)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}

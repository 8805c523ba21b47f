package dev.gkelocal.platform.stream;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which event types a client wants: whole types, or beginnings of types that end in {@code *}. None means all.
 */
record TypeFilter(List<String> patterns) implements Predicate<String> {
    static final TypeFilter ALL = new TypeFilter(List.of());

    TypeFilter {
        patterns = List.copyOf(patterns);
    }

    @Override
    public boolean test(String type) {
        return patterns.isEmpty() || patterns.stream().anyMatch(it -> matches(it, type));
    }

    /** Patterns that no type of the platform can match. */
    List<String> hopeless() {
        return patterns.stream()
                .filter(it -> knownTypes().stream().noneMatch(type -> matches(it, type)))
                .toList();
    }

    static List<String> knownTypes() {
        return Topics.ALL.stream().map(Topic::eventType).toList();
    }

    private static boolean matches(String pattern, String type) {
        return pattern.endsWith("*")
                ? type.startsWith(pattern.substring(0, pattern.length() - 1))
                : type.equals(pattern);
    }
}

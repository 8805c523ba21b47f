package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a user who wrote an unknown name most likely meant. */
final class Suggestion {
    private static final int SHOWN = 8;
    private static final int LONGEST_NAME = 64;

    private Suggestion() {}

    /** The clause for an unknown key: a near name beside it, the same name elsewhere, or the names that are known there. */
    static String forUnknownKey(String path) {
        var lastDot = path.lastIndexOf('.');
        var parent = path.substring(0, lastDot + 1);
        var name = snakeCase(path.substring(lastDot + 1));
        var siblings = namesBelow(parent);
        var near = nearest(name, siblings);
        if (!near.isEmpty()) {
            return "unknown key; did you mean " + parent + near + "?";
        }
        var elsewhere = elsewhere(name);
        if (!elsewhere.isEmpty()) {
            return "unknown key here; did you mean " + elsewhere + "?";
        }
        var shown = siblings.size() > SHOWN ? ", ..." : "";
        return "unknown key; known here: "
                + String.join(", ", siblings.subList(0, Math.min(SHOWN, siblings.size()))) + shown
                + "; correct or remove it";
    }

    /** The candidate with the fewest differing letters, if they are few; else empty. */
    static String nearest(String name, Collection<String> candidates) {
        return nearest(name, candidates, Math.max(1, name.length() / 3));
    }

    static String nearest(String name, Collection<String> candidates, int mostDiffering) {
        if (name.length() > LONGEST_NAME) {
            return "";
        }
        var best = "";
        var fewest = mostDiffering + 1;
        for (var candidate : candidates) {
            var distance = distance(name, candidate);
            if (distance < fewest) {
                fewest = distance;
                best = candidate;
            }
        }
        return best;
    }

    private static String elsewhere(String name) {
        for (var key : Keys.all()) {
            if (key.name().equals(name)) {
                return key.path();
            }
        }
        return Keys.sections().keySet().stream()
                .filter(section -> section.endsWith("." + name))
                .findFirst()
                .orElse("");
    }

    /** The next parts of all paths that begin with a prefix. */
    private static List<String> namesBelow(String prefix) {
        var names = new ArrayList<String>();
        for (Key key : Keys.all()) {
            if (key.path().startsWith(prefix)) {
                var rest = key.path().substring(prefix.length());
                var dot = rest.indexOf('.');
                var name = dot < 0 ? rest : rest.substring(0, dot);
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static String snakeCase(String name) {
        var snake = new StringBuilder();
        for (var i = 0; i < name.length(); i++) {
            var letter = name.charAt(i);
            if (Character.isUpperCase(letter) && i > 0 && Character.isLowerCase(name.charAt(i - 1))) {
                snake.append('_');
            }
            snake.append(letter == '-' ? '_' : letter);
        }
        return snake.toString().toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's. */
    private static int distance(String left, String right) {
        var previous = new int[right.length() + 1];
        for (var j = 0; j <= right.length(); j++) {
            previous[j] = j;
        }
        for (var i = 1; i <= left.length(); i++) {
            var current = new int[right.length() + 1];
            current[0] = i;
            for (var j = 1; j <= right.length(); j++) {
                var change = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(change, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}

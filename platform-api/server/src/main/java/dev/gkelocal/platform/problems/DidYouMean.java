package dev.gkelocal.platform.problems;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that a mistyped one was meant to be. */
public final class DidYouMean {
    private DidYouMean() {}

    /** The known name with the fewest edits, if they are at most a third of its length, or two. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        return known.stream()
                .filter(it -> edits(given, it) <= Math.max(2, it.length() / 3))
                .min(Comparator.comparingInt((String it) -> edits(given, it)).thenComparing(Comparator.naturalOrder()));
    }

    /** What to do about an unknown name: the nearest known one, or all of them. */
    public static String advice(String given, Collection<String> known) {
        if (known.isEmpty()) {
            return "There is none yet.";
        }
        return nearest(given, known)
                .map(it -> "Did you mean '" + it + "'?")
                .orElseGet(() -> "Known: "
                        + String.join(", ", known.stream().sorted().limit(20).toList()) + ".");
    }

    /** Levenshtein distance. */
    private static int edits(String a, String b) {
        var row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}

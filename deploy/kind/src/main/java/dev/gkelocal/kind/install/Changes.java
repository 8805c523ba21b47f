package dev.gkelocal.kind.install;

import java.util.List;

/** What an installation did to the cluster. */
public record Changes(List<ObjectKey> created, List<ObjectKey> changed, int unchanged, List<ObjectKey> removed) {
    public Changes {
        created = List.copyOf(created);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
    }

    public boolean none() {
        return created.isEmpty() && changed.isEmpty() && removed.isEmpty();
    }

    /** In one line: {@code 31 created, 2 changed, 4 unchanged}. */
    public String words() {
        var words = new StringBuilder();
        append(words, created.size(), "created");
        append(words, changed.size(), "changed");
        append(words, removed.size(), "removed");
        append(words, unchanged, "unchanged");
        return words.isEmpty() ? "nothing" : words.toString();
    }

    private static void append(StringBuilder words, int count, String what) {
        if (count > 0) {
            words.append(words.isEmpty() ? "" : ", ").append(count).append(' ').append(what);
        }
    }
}

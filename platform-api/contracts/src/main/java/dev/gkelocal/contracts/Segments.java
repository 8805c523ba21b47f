package dev.gkelocal.contracts;

/** Reads resource names: collection ids and resource ids in turn, parted by slashes. */
final class Segments {
    private Segments() {}

    static void requireSegment(String what, String value) {
        if (value.isEmpty() || value.indexOf('/') >= 0) {
            throw new IllegalArgumentException(what + " must be one non-empty path segment, got '" + value + "'");
        }
    }

    static String[] split(String text, String... collections) {
        var parts = text.split("/", -1);
        if (parts.length != collections.length * 2) {
            throw malformed(text, collections);
        }
        var ids = new String[collections.length];
        for (int i = 0; i < collections.length; i++) {
            if (!parts[2 * i].equals(collections[i])) {
                throw malformed(text, collections);
            }
            ids[i] = parts[2 * i + 1];
        }
        return ids;
    }

    private static IllegalArgumentException malformed(String text, String... collections) {
        return new IllegalArgumentException(
                "'" + text + "' is not of the form " + String.join("/*/", collections) + "/*");
    }
}

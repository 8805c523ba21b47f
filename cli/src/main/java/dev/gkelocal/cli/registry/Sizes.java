package dev.gkelocal.cli.registry;

import java.util.Locale;

/** Bytes for a reader. */
final class Sizes {
    private static final int STEP = 1024;

    private Sizes() {}

    static String text(long bytes) {
        if (bytes < STEP) {
            return bytes + " B";
        }
        if (bytes < STEP * STEP) {
            return bytes / STEP + " KiB";
        }
        return String.format(Locale.ROOT, "%.1f MiB", (double) bytes / (STEP * STEP));
    }
}

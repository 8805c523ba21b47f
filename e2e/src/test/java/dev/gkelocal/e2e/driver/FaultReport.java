package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** The table of what was tried and what was seen, printed after the last test and left in {@code target/fault-report.txt}. */
public final class FaultReport implements BeforeAllCallback {
    private static final int WIDEST = 220;
    private static final List<String> ROWS = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(Namespace.create(FaultReport.class))
                .computeIfAbsent("printer", _ -> (AutoCloseable) FaultReport::print, AutoCloseable.class);
    }

    /** @param took what the fault cost or lasted, as {@code seen} tells */
    public static void row(String tried, Duration took, String seen) {
        synchronized (ROWS) {
            ROWS.add(String.format(Locale.ROOT, "%-58s %7.1f s  %s", tried, took.toMillis() / 1000.0, shortened(seen)));
        }
    }

    private static String shortened(String seen) {
        return seen.length() <= WIDEST ? seen : seen.substring(0, WIDEST) + "…";
    }

    public static void skipped(String what, String why) {
        synchronized (ROWS) {
            ROWS.add(String.format(Locale.ROOT, "%-58s skipped    %s", what, why));
        }
    }

    private static void print() throws IOException {
        synchronized (ROWS) {
            var head = "faults and journeys, machine load %.1f for each processor:".formatted(Patience.factor());
            var lines = new ArrayList<>(List.of(head));
            lines.addAll(ROWS);
            lines.forEach(it -> System.out.println("gke-local-note: " + it));
            Files.write(Path.of("target", "fault-report.txt"), lines);
        }
    }
}

package dev.gkelocal.e2e.driver;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/** Source folders of the services under test. */
public final class Program {
    private Program() {}

    /**
     * Skips a test that needs another image base than Java's: a cluster whose nodes pull from nowhere has none.
     *
     * @param setting below {@code images} that names the base, such as {@code python_image}
     */
    public static void assumeBase(String what, String setting) {
        if (!Target.isKind()) {
            return;
        }
        var variable = "GKE_LOCAL_IMAGES_" + setting.toUpperCase(Locale.ROOT);
        if (System.getenv().getOrDefault(variable, "").isBlank()) {
            FaultReport.skipped(what, variable + " names no base image that this cluster's registry has");
            Assumptions.abort(variable + " is not set");
        }
    }

    /** A folder below the repository's {@code examples}. */
    public static Path example(String folder) {
        return Distribution.get().root().resolve("examples").resolve(folder);
    }

    /** A folder below {@code programs}, or {@code hello}: the repository's example. */
    public static Path named(String name) {
        if (name.equals("hello")) {
            return example("hello");
        }
        var found = Program.class.getResource("/programs/" + name);
        if (found == null) {
            throw new IllegalArgumentException("there is no program " + name);
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

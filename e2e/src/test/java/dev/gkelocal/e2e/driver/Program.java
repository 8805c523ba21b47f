package dev.gkelocal.e2e.driver;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Source folders of the services under test. */
public final class Program {
    private Program() {}

    /** A folder below {@code programs}, or {@code hello}: the repository's example. */
    public static Path named(String name) {
        if (name.equals("hello")) {
            return Distribution.get().root().resolve("examples/hello");
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

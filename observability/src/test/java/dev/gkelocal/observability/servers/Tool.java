package dev.gkelocal.observability.servers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of Prometheus' own that tests use where it is: named by a variable, else on the path. */
record Tool(Path path) {

    /** Ends the test, visibly, when there is none. */
    static Tool require(String name, String variable) {
        var found = find(name, variable);
        if (found.isEmpty()) {
            System.out.println(name + " is neither on the path nor named by " + variable
                    + ": what needs it is skipped (Debian's package prometheus has it)");
        }
        Assumptions.assumeTrue(found.isPresent(), name + " is not here");
        return new Tool(found.orElseThrow());
    }

    private static Optional<Path> find(String name, String variable) {
        var given = System.getenv(variable);
        var candidates = given != null && !given.isBlank()
                ? Stream.of(Path.of(given))
                : Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .filter(it -> !it.isBlank())
                        .map(it -> Path.of(it, name));
        return candidates.filter(Files::isExecutable).findFirst();
    }
}

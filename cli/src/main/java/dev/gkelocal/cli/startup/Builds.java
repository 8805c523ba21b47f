package dev.gkelocal.cli.startup;

import dev.gkelocal.embedded.state.StateFolder;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The builds that the launcher keeps side by side ({@code target/dist/COMMIT-N}). A running platform goes on with the one it was
 * started from, so each notes the state folders that use it.
 */
public final class Builds {
    private static final String CLAIMS = "used-by";

    private Builds() {}

    /** Notes that the platform of a state folder is started from this build. */
    public static void claim(Path build, Path stateFolder) {
        try {
            var claims = Files.createDirectories(build.resolve(CLAIMS));
            var text = stateFolder.toString();
            var name = HexFormat.of().toHexDigits(text.hashCode());
            Files.writeString(claims.resolve(name), text, StandardCharsets.UTF_8);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write into the build " + build, unwritable);
        }
    }

    /** Deletes the builds beside {@code current} that no running platform uses; nothing where the launcher keeps no builds. */
    static void tidy(Path current) throws IOException {
        if (!Files.isRegularFile(current.resolveSibling("current"))) {
            return;
        }
        try (var siblings = Files.list(Objects.requireNonNull(current.getParent()))) {
            for (var build :
                    siblings.filter(it -> Files.isDirectory(it.resolve("cli"))).toList()) {
                if (!build.equals(current) && !inUse(build)) {
                    delete(build);
                }
            }
        }
    }

    static boolean inUse(Path build) throws IOException {
        for (var claim : claims(build)) {
            var state = SupervisorState.read(new StateFolder(Path.of(Files.readString(claim))));
            if (state.filter(it -> it.isAlive() && it.dist().equals(build)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> claims(Path build) throws IOException {
        var folder = build.resolve(CLAIMS);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var claims = Files.list(folder)) {
            return claims.toList();
        }
    }

    private static void delete(Path build) throws IOException {
        try (var paths = Files.walk(build)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a stopped platform must not leave: processes, address file, instance records, a held lock. */
public final class Leftovers {
    private Leftovers() {}

    /** Asks the check that CI uses as well. */
    public static void assertNone(Path state) {
        var check = Distribution.get().root().resolve(".ci/check-nothing-left");
        try {
            var process = new ProcessBuilder(List.of(check.toString(), state.toString()))
                    .redirectErrorStream(true)
                    .start();
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(words).isZero();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stop);
        }
    }
}

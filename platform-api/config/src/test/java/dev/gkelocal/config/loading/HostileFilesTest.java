package dev.gkelocal.config.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Files made to exhaust their reader, and files that are noise: answered with a problem, soon. */
@Timeout(30)
final class HostileFilesTest {

    @Test
    void aliasBomb_isRefused_withoutBeingExpanded() {
        // Given
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++) {
            var alias = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(9) + alias));
        }
        bomb.append("watch_paths: *a29\n");
        // When
        var problems = Loading.project(bomb.toString()).problems();
        // Then
        assertThat(problems)
                .containsExactly("gke-local.yaml:1: is not valid YAML:"
                        + " Number of aliases for non-scalar nodes exceeds the specified max=50");
    }

    @Test
    void sectionThatHoldsItself_isRefused() {
        // When
        var problems = Loading.project("simulation: &s\n  cloud_run: *s\n").problems();
        // Then
        assertThat(problems)
                .containsExactly("gke-local.yaml:3: simulation.cloud_run.cloud_run: unknown key here;"
                        + " did you mean simulation.cloud_run?");
    }

    @Test
    void deepNesting_isRefused_beforeTheStackIsFull() {
        // When
        var problems = Loading.project("watch_paths: " + "[".repeat(100_000)).problems();
        // Then
        assertThat(problems).containsExactly("gke-local.yaml:2: is nested deeper than 16 levels; no key is");
    }

    @Test
    void hugeFile_isRefused_bySize() {
        // When
        var problems = Loading.project("#".repeat(300_000)).problems();
        // Then
        assertThat(problems)
                .containsExactly("gke-local.yaml:1: is larger than 262144 characters; is it the right file?");
    }

    @Test
    void hugeExponent_isRefused_atOnce() {
        // When
        var problems = Loading.project("simulation: {cloud_run: {time_scale: 1e999999999}}")
                .problems();
        // Then
        assertThat(problems)
                .containsExactly("gke-local.yaml:2: simulation.cloud_run.time_scale: 1e999999999 is out of range;"
                        + " write a number from 0.001 to 1000");
    }

    @Test
    void noise_ofAnyKind_givesAResult() {
        // Given
        var random = new Random(7);
        var letters = ":-?[]{}#&*!|>'\"%@`,\n\t ab1.~<é\u0000\uFEFF\uD83D";
        for (var round = 0; round < 3_000; round++) {
            var text = new StringBuilder();
            var length = random.nextInt(40);
            for (var i = 0; i < length; i++) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            // Then
            assertThatCode(() -> Loading.file(text.toString()).result())
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void largestFileAllowed_isRead() {
        // Given
        var entries = new StringBuilder("environment_vars:\n");
        for (var i = 0; entries.length() < 250_000; i++) {
            entries.append("  V").append(i).append(": x\n");
        }
        // When
        var loaded = Loading.project(entries.toString()).loaded();
        // Then
        assertThat(loaded.config().environmentVars()).hasSizeGreaterThan(20_000);
    }
}

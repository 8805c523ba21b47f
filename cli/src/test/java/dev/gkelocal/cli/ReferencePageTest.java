package dev.gkelocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReferencePageTest {
    private static final Path PAGE = Path.of("../docs/reference/cli.md");

    private static final String HEAD = """
            # Commands

            Made from the command line's own model; a test fails when this page is not what it makes. Make it anew with
            `./mvnw -pl cli -am test -Dtest=ReferencePageTest -Dsurefire.failIfNoSpecifiedTests=false -Dgkelocal.regenerate=true`.

            Data goes to stdout, words to stderr; colours only to a terminal and not with `NO_COLOR`. Exit codes: 0 done, 1 failed,
            2 usage, 3 configuration invalid, 4 not found, 5 a condition is not met (not running, port busy), 6 timed out,
            7 held back by a policy, 8 a difference was found, 130 interrupted.

            | variable | for |
            |---|---|
            | `GKE_LOCAL_HOME` | state folder, in place of `.gke-local` in the project |
            | `GKE_LOCAL_<KEY>` | a configuration value; [configuration.md](configuration.md) |
            | `GKE_LOCAL_JVM_FOLDERS` | folders with JDKs, parted by colons, in place of the usual ones |
            | `GKE_LOCAL_NO_TRAINING` | when set, no start-up cache of the command line is made in the background |
            | `NO_COLOR` | when set, no colours |

            """;

    @Test
    void page_inTheDocs_isWhatTheModelMakes() throws IOException {
        // Given
        var made = HEAD
                + CommandTreeTest.visible(TestTree.of(Path.of("."))).stream()
                        .map(ReferencePageTest::section)
                        .collect(Collectors.joining("\n"));
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, made);
        }
        // When
        var page = Files.readString(PAGE);
        // Then
        assertThat(page).isEqualTo(made);
    }

    private static String section(CommandLine command) {
        return "## " + command.getCommandSpec().qualifiedName() + "\n\n```\n"
                + CommandTreeTest.usage(command).stripTrailing() + "\n```\n";
    }
}

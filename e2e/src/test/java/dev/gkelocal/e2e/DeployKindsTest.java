package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Program;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of source folder becomes a service that answers. */
@Tag("journey")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class DeployKindsTest {
    /**
     * @param needs a program that must be on PATH of an embedded platform, or empty
     * @param base setting of the image below it in a cluster; empty for Java's
     */
    record Kind(String name, String program, String needs, String base, List<String> flags, String answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("java-source", "hello", "", "", List.of(), "Hello from java-source-00001-"),
                new Kind("procfile", "procfile", "", "other_image", List.of(), "hello from procfile"),
                new Kind(
                        "command",
                        "procfile",
                        "",
                        "other_image",
                        List.of("--command", "sh,run.sh"),
                        "hello from command"),
                new Kind("python", "python", "python3", "python_image", List.of(), "hello from python"),
                new Kind("node", "node", "node", "node_image", List.of(), "hello from node"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void sourceFolder_deployed_answers(Kind kind, Sandbox sandbox) throws Exception {
        // Given
        assumePossible(kind);
        // When
        sandbox.deploy(kind.name, kind.program, kind.flags.toArray(String[]::new));
        // Then
        assertThat(sandbox.web().get(kind.name, "/").body()).startsWith(kind.answer);
    }

    private static void assumePossible(Kind kind) {
        var what = "deploy of a " + kind + " folder";
        if (!kind.base.isEmpty()) {
            Program.assumeBase(what, kind.base);
        }
        if (Target.chosen() == Target.EMBEDDED && !onPath(kind.needs)) {
            FaultReport.skipped(what, "no " + kind.needs + " on PATH");
            Assumptions.abort("no " + kind.needs + " on PATH");
        }
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(it -> Files.isExecutable(Path.of(it).resolve(program)));
    }
}

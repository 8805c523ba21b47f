package dev.gkelocal.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.state.ChildPhase;
import dev.gkelocal.embedded.state.ChildReport;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.SupervisorState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartupTest {
    @Test
    void nothingStartedYet_isNotCalledReady() {
        assertThat(Startup.words(state())).isEqualTo("Starting the platform ...");
    }

    @Test
    void programs_areNamedUntilTheyAreReady() {
        assertThat(Startup.words(state(ChildPhase.READY, ChildPhase.STARTING)))
                .isEqualTo("Starting the platform: program-1 starting");
        assertThat(Startup.words(state(ChildPhase.READY, ChildPhase.READY)))
                .isEqualTo("Starting the platform: all ready");
    }

    private static SupervisorState state(ChildPhase... phases) {
        var children = IntStream.range(0, phases.length)
                .mapToObj(it -> child(it, phases[it]))
                .toList();
        return new SupervisorState(
                ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow(),
                PlatformPhase.STARTING,
                Instant.EPOCH,
                Path.of("dist"),
                "launch",
                "settings",
                "",
                0,
                children);
    }

    private static ChildReport child(int number, ChildPhase phase) {
        return new ChildReport(
                "program-" + number, phase, null, Instant.EPOCH, 0, "", null, "", Path.of("log"), Map.of(), false);
    }
}

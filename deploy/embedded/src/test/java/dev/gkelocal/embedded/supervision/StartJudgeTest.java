package dev.gkelocal.embedded.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.embedded.supervision.StartJudge.Facts;
import dev.gkelocal.embedded.supervision.StartJudge.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartJudgeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final StartJudge JUDGE = new StartJudge(START, Duration.ofSeconds(10));
    private static final Facts READY = new Facts("broker", true, 0, "");

    @Test
    void programThatFailedTwice_mayTryAgain() {
        // When
        var verdict = JUDGE.judge(List.of(READY, new Facts("api", false, 2, "exit code 1")), START);
        // Then
        assertThat(verdict).isEmpty();
    }

    @Test
    void programThatFailedThreeTimes_failsTheStart() {
        // When
        var verdict = JUDGE.judge(List.of(READY, new Facts("api", false, 3, "exit code 1")), START);
        // Then
        assertThat(verdict).contains(new Verdict.EndsEarly("api", "exit code 1"));
    }

    @Test
    void programThatWasReadyOnce_mayFailAnyNumberOfTimes() {
        assertThat(JUDGE.judge(List.of(new Facts("api", true, 9, "signal 9")), START))
                .isEmpty();
    }

    @Test
    void deadline_namesTheFirstThatIsNotReady() {
        // When
        var verdict = JUDGE.judge(
                List.of(READY, new Facts("api", false, 0, ""), new Facts("sim", false, 0, "")), START.plusSeconds(10));
        // Then
        assertThat(verdict).contains(new Verdict.TakesTooLong("api", Duration.ofSeconds(10)));
    }
}

package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Load;
import dev.gkelocal.e2e.driver.Load.Answer;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.RawClients;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Clients that stall, flood or speak nonsense, while others are served. */
@Tag("faults")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class HostileClientsTest {
    private static final int CLIENTS = 200;

    @Test
    void slowHeaders_disturbNobody(Sandbox sandbox) {
        var head = "GET / HTTP/1.1\r\nHost: polite-123456789012.us-central1.run.localhost\r\nX-Slow: ";
        attack(sandbox, "200 clients that never finish their headers", head.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void stalledBodies_disturbNobody(Sandbox sandbox) {
        var head =
                "POST / HTTP/1.1\r\nHost: nobody-123456789012.us-central1.run.localhost\r\nContent-Length: 1000\r\n\r\nx";
        attack(sandbox, "200 clients that stall in their body", head.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void garbage_disturbsNobody(Sandbox sandbox) {
        var noise = new byte[100_000];
        new Random(7).nextBytes(noise);
        attack(sandbox, "200 clients that send noise", noise);
    }

    private static void attack(Sandbox sandbox, String what, byte[] bytes) {
        // Given
        sandbox.deploy("polite", "sleeper", "--min-instances", "1");
        long start = System.nanoTime();
        try (var load = Load.steady(sandbox.web(), "polite", "/?ms=20", 20);
                // When
                var hostile = RawClients.open(sandbox.web().ingress(), CLIENTS)) {
            hostile.send(bytes);
            Patience.within(Duration.ofSeconds(10)).until(() -> load.answers().size() >= 60);
            // Then
            var answers = load.finish();
            assertThat(answers).allMatch(Answer::isOk);
            sandbox.home().assertReady();
            FaultReport.row(
                    what,
                    Duration.ofNanos(System.nanoTime() - start),
                    hostile.refused() + " cut off; requests of others " + Load.words(answers));
        }
    }
}

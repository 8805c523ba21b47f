package dev.gkelocal.e2e;

import dev.gkelocal.e2e.driver.Cluster;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Target;
import dev.gkelocal.e2e.driver.Web;
import dev.gkelocal.e2e.driver.Writer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All containers of the cluster restart at once, as with the machine: state is back, nothing acknowledged is lost. */
@Tag("faults")
@Tag("slow")
@Only(in = Target.KIND, because = "an embedded platform has no nodes")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class NodeRestartTest {
    private static final String NAME = "restart of the whole cluster container";
    private static final String PERMISSION = "GKE_LOCAL_E2E_RESTART_NODES";
    private static final Duration BACK = Duration.ofSeconds(180);

    @Test
    void cluster_restarted_comesBackWithAllThatWasAcknowledged(Sandbox sandbox) throws Exception {
        if (!"1".equals(System.getenv(PERMISSION))) {
            FaultReport.skipped(NAME, "the cluster may be shared; set " + PERMISSION + "=1 where it is not");
            Assumptions.abort("set " + PERMISSION + "=1 to restart the nodes");
        }
        // Given
        sandbox.deploy("lasting", "sleeper");
        var web = sandbox.web();
        try (var writer = Writer.start(web, "lasting")) {
            Patience.within(Duration.ofSeconds(10)).until(() -> writer.acknowledged() > 3);
            // When
            var at = Instant.now();
            Cluster.get().restartNodes();
            // Then
            Patience.within(BACK)
                    .ignoreExceptions()
                    .untilAsserted(() -> sandbox.home().assertReady());
            Patience.within(BACK).until(() -> answers(web));
            var healed = Duration.between(at, Instant.now());
            writer.assertNothingLost();
            FaultReport.row(
                    NAME, healed, "serves again; %d writes acknowledged, none lost".formatted(writer.acknowledged()));
        }
    }

    private static boolean answers(Web web) {
        try {
            return web.get("lasting", "/").statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }
}

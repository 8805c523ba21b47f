package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Program;
import dev.gkelocal.e2e.driver.Records;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SmallDisk;
import dev.gkelocal.e2e.driver.Target;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The state folder lies on a disk of 64 MiB that fills up. */
@Tag("faults")
@Tag("slow")
@Only(
        in = Target.EMBEDDED,
        because = "in a cluster the state lies on a volume of the node, which a test cannot fill alone")
@ExtendWith(FaultReport.class)
final class FullDiskTest {
    private static final String NAME = "full disk, at up and while it runs";

    @Test
    void fullDisk_isSaidAndHarmsNothing() throws Exception {
        if (!SmallDisk.isPossible()) {
            FaultReport.skipped(NAME, "mounting a small file system needs root on Linux");
            Assumptions.abort("mounting a small file system needs root on Linux");
        }
        long start = System.nanoTime();
        try (var disk = SmallDisk.mount(64);
                var sandbox = Sandbox.withState(disk.folder())) {
            disk.fill();
            refusesToStart(sandbox);
            disk.free();
            sandbox.up().deploy("kept", "sleeper");
            disk.fill();
            var refusal = refusesToDeploy(sandbox);
            assertThat(sandbox.web().get("kept", "/").statusCode()).isEqualTo(200);
            disk.free();
            sandbox.awaitReady();
            sandbox.deploy("later", "sleeper");
            assertThat(sandbox.web().get("later", "/").statusCode()).isEqualTo(200);
            assertThat(sandbox.run("run", "services", "list").orFail().out()).contains("kept", "later");
            sandbox.down();
            sandbox.up();
            assertThat(sandbox.web().get("kept", "/").statusCode()).isEqualTo(200);
            sandbox.down();
            FaultReport.row(NAME, Duration.ofNanos(System.nanoTime() - start), "deploy said: " + refusal);
        }
    }

    private static void refusesToStart(Sandbox sandbox) {
        var up = sandbox.run("up");
        assertThat(up.code()).isEqualTo(1);
        assertThat(up.err()).contains(sandbox.state().toString(), "free space").doesNotContain("\tat ");
        assertThat(sandbox.records().allPids()).noneMatch(Records::isAlive);
    }

    private static String refusesToDeploy(Sandbox sandbox) {
        var deploy = sandbox.run(
                "run", "deploy", "late", "--source", Program.named("sleeper").toString());
        assertThat(deploy.code()).isEqualTo(1);
        assertThat(deploy.err())
                .contains("error:")
                .containsIgnoringCase("space")
                .doesNotContain("\tat ");
        return deploy.err().substring(deploy.err().indexOf("error:")).strip();
    }
}

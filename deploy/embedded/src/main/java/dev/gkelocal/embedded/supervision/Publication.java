package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.Port;
import dev.gkelocal.embedded.launch.PortPlan;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.process.ProcessIdentity;
import dev.gkelocal.embedded.state.ChildReport;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.PlatformPhase;
import dev.gkelocal.embedded.state.SupervisorState;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells readers of the state folder what is; writes only when something changed. */
final class Publication {
    private final Settings settings;
    private final Instant startedAt;
    private final ProcessIdentity self = ProcessIdentity.self();
    private @Nullable SupervisorState written;

    Publication(Settings settings, Instant startedAt) {
        this.settings = settings;
        this.startedAt = startedAt;
    }

    void addresses(PortPlan ports) throws IOException {
        new Endpoints(
                        http(ports.of(Port.GATEWAY)),
                        http(ports.of(Port.CLOUD_RUN_ADMIN)),
                        http(ports.of(Port.CLOUD_RUN_INGRESS)),
                        http(ports.of(Port.AUTOPILOT)),
                        "127.0.0.1:" + ports.of(Port.KAFKA),
                        management(ports))
                .write(settings.folder());
    }

    private static Map<String, String> management(PortPlan ports) {
        return Arrays.stream(Program.values())
                .filter(it -> it.management().isPresent())
                .collect(Collectors.toMap(
                        Program::title, it -> http(ports.of(it.management().orElseThrow()))));
    }

    private static String http(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** On a full disk the old record stays; the next change tries again. */
    void state(PlatformPhase phase, List<ChildReport> children) {
        var next = new SupervisorState(
                self, phase, startedAt, settings.dist(), settings.launch(), settings.fingerprint(), "", 0, children);
        if (next.equals(written)) {
            return;
        }
        try {
            next.write(settings.folder());
            written = next;
        } catch (IOException failure) {
            Log.line(Instant.now(), "state not written", "reason", failure.getMessage());
        }
    }
}

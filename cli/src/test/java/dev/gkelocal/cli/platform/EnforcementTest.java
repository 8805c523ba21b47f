package dev.gkelocal.cli.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class EnforcementTest {
    private static final PrintWriter NOWHERE = new PrintWriter(Writer.nullWriter());
    private static final Terminal PLAIN = new Terminal(Reader.nullReader(), NOWHERE, NOWHERE, false, false);

    @Test
    void text_whileTheRulesHold_namesTheNamespaces() {
        var enforcement = Enforcement.of(
                Json.parse("{\"state\": \"ENFORCING\", \"why\": \"\", \"namespaces\": [\"default\", \"shop\"]}")
                        .orElseThrow());
        assertThat(enforcement.text(PLAIN)).isEqualTo("Autopilot's rules hold in default, shop");
    }

    @Test
    void text_whereTheyDoNot_saysWhy() {
        var enforcement = Enforcement.of(
                Json.parse("{\"state\": \"REAL_GKE\", \"why\": \"GKE enforces its own\", \"namespaces\": []}")
                        .orElseThrow());
        assertThat(enforcement.text(PLAIN)).isEqualTo("Autopilot's rules do not hold: GKE enforces its own");
    }

    @Test
    void ask_whenNobodyAnswers_saysWhatThatMeans() throws IOException {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(Enforcement.ask("http://127.0.0.1:" + port).text(PLAIN))
                .startsWith("Autopilot's rules do not hold: autopilot-sim does not answer");
    }
}

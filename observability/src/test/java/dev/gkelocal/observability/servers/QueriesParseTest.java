package dev.gkelocal.observability.servers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.observability.dashboards.Dashboards;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every expression of a panel, read by a real Prometheus: there is no parser in Java that anyone keeps. */
class QueriesParseTest {
    @Test
    void expressions_ofPanels_areParsed(@TempDir Path folder) throws Exception {
        var tool = Tool.require("prometheus", "GKE_LOCAL_PROMETHEUS");
        try (var server = new PrometheusServer(tool, folder)) {
            for (var dashboard : Dashboards.all()) {
                for (var panel : dashboard.panels()) {
                    for (var query : panel.queries()) {
                        // When
                        var answer = server.format(withoutVariables(query.expr().text()));

                        // Then
                        assertThat(answer.statusCode())
                                .as("%s, %s: %s", dashboard.title(), panel.title(), answer.body())
                                .isEqualTo(200);
                    }
                }
            }
        }
    }

    private static String withoutVariables(String expr) {
        return expr.replace("[$__rate_interval]", "[1m]").replace("[$__range]", "[30m]");
    }
}

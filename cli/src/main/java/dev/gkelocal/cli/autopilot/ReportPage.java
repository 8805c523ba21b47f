package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.whatif.Report;
import dev.gkelocal.autopilot.core.whatif.ReportJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** A report as one HTML file that needs nothing else: charts, data and the chart library are inside. */
final class ReportPage {
    private ReportPage() {}

    static String of(Report report) {
        var charts = "/META-INF/resources/webjars/uplot/" + chartVersion() + "/dist/";
        return text("/dev/gkelocal/cli/autopilot/report.html")
                .replace("/*uplot.css*/", text(charts + "uPlot.min.css"))
                .replace("/*uplot.js*/", text(charts + "uPlot.iife.min.js"))
                .replace("\"report\"", inScript(Json.write(ReportJson.of(report))));
    }

    private static String chartVersion() {
        var versions = new Properties();
        try (var file = ReportPage.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/uplot/pom.properties")) {
            versions.load(Objects.requireNonNull(file, "the chart library is not on the class path"));
            return versions.getProperty("version");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** No text of a manifest may end the script element. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static String text(String resource) {
        try (var file = ReportPage.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

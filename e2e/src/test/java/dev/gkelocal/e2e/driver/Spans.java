package dev.gkelocal.e2e.driver;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/** The spans that a platform exports. */
public sealed interface Spans extends AutoCloseable permits SpanCollector, Jaeger {
    /** A span as it came. @param service {@code service.name} of its process @param parent empty for a root */
    record Seen(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            SpanKind kind,
            Map<String, String> attributes) {}

    /** Of a sandbox that is not up yet: taken here, or in a cluster by the platform's own Jaeger. */
    static Spans of(Sandbox sandbox) throws IOException {
        if (Target.isKind()) {
            return new Jaeger(sandbox);
        }
        var collector = new SpanCollector();
        var project = Files.readString(sandbox.folder().resolve("gke-local.yaml"));
        sandbox.write(
                "gke-local.yaml", project + "observability:\n  otlp_endpoint: %s\n".formatted(collector.endpoint()));
        return collector;
    }

    List<Seen> spansOf(String trace);

    @Override
    void close();
}

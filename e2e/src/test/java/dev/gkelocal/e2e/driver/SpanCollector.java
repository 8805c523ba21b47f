package dev.gkelocal.e2e.driver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Takes what is exported over OTLP/HTTP and keeps it. */
final class SpanCollector implements Spans {
    private final HttpServer server;
    private final List<Seen> spans = new CopyOnWriteArrayList<>();

    SpanCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    /** Has a path, so that it is taken for OTLP over HTTP. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/otlp";
    }

    @Override
    public List<Seen> spansOf(String trace) {
        return spans.stream().filter(it -> it.trace().equals(trace)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            for (var resource : request.getResourceSpansList()) {
                var service = texts(resource.getResource().getAttributesList()).getOrDefault("service.name", "");
                resource.getScopeSpansList().stream()
                        .flatMap(it -> it.getSpansList().stream())
                        .map(it -> seen(service, it))
                        .forEach(spans::add);
            }
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Seen seen(String service, Span span) {
        var hex = HexFormat.of();
        return new Seen(
                service,
                hex.formatHex(span.getTraceId().toByteArray()),
                hex.formatHex(span.getSpanId().toByteArray()),
                hex.formatHex(span.getParentSpanId().toByteArray()),
                span.getName(),
                span.getKind(),
                texts(span.getAttributesList()));
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        return attributes.stream().collect(Collectors.toMap(KeyValue::getKey, it -> switch (it.getValue()
                .getValueCase()) {
            case STRING_VALUE -> it.getValue().getStringValue();
            case INT_VALUE -> Long.toString(it.getValue().getIntValue());
            case BOOL_VALUE -> Boolean.toString(it.getValue().getBoolValue());
            default -> it.getValue().toString();
        }));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

package dev.gkelocal.embedded.state;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The addresses in use, as {@code endpoints.json} names them.
 *
 * @param kafka host:port; all others are base addresses {@code http://host:port}
 * @param management where each service tells its metrics, by service; in a cluster nothing else of its management port is let out
 * @param kubernetes where the platform runs when it runs in a cluster
 */
public record Endpoints(
        String gateway,
        String cloudRunAdmin,
        String cloudRunIngress,
        String autopilot,
        String kafka,
        Map<String, String> management,
        @Nullable Kubernetes kubernetes) {
    public Endpoints {
        management = Map.copyOf(management);
    }

    /** Of processes on this machine. */
    public Endpoints(
            String gateway,
            String cloudRunAdmin,
            String cloudRunIngress,
            String autopilot,
            String kafka,
            Map<String, String> management) {
        this(gateway, cloudRunAdmin, cloudRunIngress, autopilot, kafka, management, null);
    }

    /**
     * @param context of the kubeconfig
     * @param registry for images, as this machine and the nodes name it
     */
    public record Kubernetes(String context, String namespace, String registry) {}

    public void write(StateFolder folder) throws IOException {
        var text = new StringWriter();
        try (JsonGenerator json = JsonObject.JSON.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("gateway", gateway);
            json.writeStringField("cloudRunAdmin", cloudRunAdmin);
            json.writeStringField("cloudRunIngress", cloudRunIngress);
            json.writeStringField("autopilot", autopilot);
            json.writeStringField("kafka", kafka);
            json.writeObjectFieldStart("management");
            for (var service : management.entrySet()) {
                json.writeStringField(service.getKey(), service.getValue());
            }
            json.writeEndObject();
            if (kubernetes != null) {
                json.writeObjectFieldStart("kubernetes");
                json.writeStringField("context", kubernetes.context());
                json.writeStringField("namespace", kubernetes.namespace());
                json.writeStringField("registry", kubernetes.registry());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        AtomicFile.write(folder.endpoints(), text.append('\n').toString());
    }

    /** Empty when no platform published its addresses here. */
    public static Optional<Endpoints> read(StateFolder folder) {
        try {
            var json = JsonObject.read(folder.endpoints());
            return Optional.of(new Endpoints(
                    json.text("gateway", ""),
                    json.text("cloudRunAdmin", ""),
                    json.text("cloudRunIngress", ""),
                    json.text("autopilot", ""),
                    json.text("kafka", ""),
                    json.child("management").map(JsonObject::texts).orElse(new LinkedHashMap<>()),
                    json.child("kubernetes")
                            .map(it -> new Kubernetes(
                                    it.text("context", ""), it.text("namespace", ""), it.text("registry", "")))
                            .orElse(null)));
        } catch (IOException _) {
            return Optional.empty();
        }
    }
}

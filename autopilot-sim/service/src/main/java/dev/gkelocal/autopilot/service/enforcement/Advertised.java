package dev.gkelocal.autopilot.service.enforcement;

import dev.gkelocal.autopilot.core.manifest.Value;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the nodes of a Kind cluster say they have, as Kubernetes quantities. Autopilot's requests are those of a data centre: with it they
 * fit on a laptop, and no manifest has to be changed for that. Limits and the machine itself stay what they are.
 */
public record Advertised(String cpu, String memory, String ephemeralStorage) {
    /** More than any class of Autopilot lets a Pod ask for. */
    public static final Advertised PLENTY = new Advertised("960", "8Ti", "16Ti");

    static final String KIND = "kind://";

    Map<String, String> quantities() {
        var all = new LinkedHashMap<String, String>();
        all.put("cpu", cpu);
        all.put("ephemeral-storage", ephemeralStorage);
        all.put("memory", memory);
        return all;
    }

    static List<String> fields() {
        return List.of("capacity", "allocatable");
    }

    /** The node as it is to be shown; nodes that are not Kind's come back as they are. */
    Value apply(Value node) {
        if (!node.get("spec").get("providerID").text().startsWith(KIND)) {
            return node;
        }
        var status = node.get("status");
        for (var field : fields()) {
            var resources = status.get(field);
            for (var each : quantities().entrySet()) {
                resources = resources.with(each.getKey(), Value.of(each.getValue()));
            }
            status = status.with(field, resources);
        }
        return node.with("status", status);
    }

    /** Quantities that are equal may be written differently. */
    boolean isShownBy(Map<String, Quantity> shown) {
        return quantities().entrySet().stream()
                .allMatch(it -> new Quantity(it.getValue()).equals(shown.get(it.getKey())));
    }
}

package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import java.util.Map;

/** Workloads for tests, from their containers in JSON. */
final class Vectors {
    private static final Map<String, String> API =
            Map.of("Pod", "v1", "ReplicationController", "v1", "Job", "batch/v1", "CronJob", "batch/v1");

    private Vectors() {}

    /** @param podSpec JSON */
    static Value object(String kind, String podSpec) {
        return object(kind, Json.read(podSpec));
    }

    static Value object(String kind, Value podSpec) {
        var head =
                Json.read("{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"metadata\":{\"namespace\":\"ns\",\"name\":\"x\"}}"
                        .formatted(API.getOrDefault(kind, "apps/v1"), kind));
        return head.with(Workload.of(head).orElseThrow().podSpec(), podSpec);
    }

    /** Amounts as {@code cpu/memory} or {@code cpu/memory/ephemeral}; {@code -} leaves one out. */
    static String container(String name, String requests, String limits) {
        return "{\"name\":\"%s\",\"resources\":{\"requests\":{%s},\"limits\":{%s}}}"
                .formatted(name, amounts(requests), amounts(limits));
    }

    static String container(String name, String requests) {
        return container(name, requests, "-");
    }

    private static String amounts(String amounts) {
        var names = new String[] {"cpu", "memory", "ephemeral-storage"};
        var parts = amounts.split("/");
        var text = new StringBuilder();
        for (var i = 0; i < parts.length; i++) {
            if (!parts[i].equals("-")) {
                text.append(text.isEmpty() ? "" : ",").append("\"%s\":\"%s\"".formatted(names[i], parts[i]));
            }
        }
        return text.toString();
    }

    static String spec(String... containers) {
        return "{\"containers\":[" + String.join(",", containers) + "]}";
    }

    static Value podSpec(Value object) {
        return Workload.of(object).orElseThrow().podSpec(object);
    }

    static Value container(Value object, int index) {
        return podSpec(object).get(Path.of("containers", Integer.toString(index)));
    }

    /** {@code cpu/memory/ephemeral} of a container's requests or limits in canonical spelling. */
    static String amounts(Value container, String list) {
        var amounts = container.get("resources").get(list);
        return amount(amounts, "cpu") + "/" + amount(amounts, "memory") + "/" + amount(amounts, "ephemeral-storage");
    }

    private static String amount(Value amounts, String resource) {
        return amounts.get(resource).isSet()
                ? Quantity.of(amounts.get(resource).text()).toString()
                : "-";
    }

    static String requests(Value object, int index) {
        return amounts(container(object, index), "requests");
    }

    static String limits(Value object, int index) {
        return amounts(container(object, index), "limits");
    }
}

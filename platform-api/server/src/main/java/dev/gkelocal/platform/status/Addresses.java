package dev.gkelocal.platform.status;

import dev.gkelocal.config.GkeLocalConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where the parts of the platform listen. */
public final class Addresses {
    private static final String LOOPBACK = "http://127.0.0.1:";

    private Addresses() {}

    /** What a user calls, by what it is. */
    static Map<String, String> endpoints(GkeLocalConfig config, String kafka) {
        var ports = config.ports();
        var endpoints = new LinkedHashMap<String, String>();
        endpoints.put("gateway", LOOPBACK + ports.gateway());
        endpoints.put("cloudRunAdmin", LOOPBACK + ports.cloudRunAdmin());
        endpoints.put("cloudRunIngress", LOOPBACK + ports.cloudRunIngress());
        endpoints.put("autopilot", LOOPBACK + ports.autopilot());
        endpoints.put("kafka", kafka);
        return endpoints;
    }

    /** Management port of each service. */
    public static Map<String, Integer> management(GkeLocalConfig config) {
        return new TreeMap<>(Map.of(
                "platform-api", config.ports().platformManagement(),
                "cloudrun-sim", config.ports().cloudRunManagement(),
                "autopilot-sim", config.ports().autopilotManagement()));
    }
}

package dev.gkelocal.platform.status;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.access.HostNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Where the platform's programs run, and with that where they listen. */
public sealed interface Home {
    /** host:port of each service's management port. */
    Map<String, String> management(GkeLocalConfig config);

    /** What a user calls, by what it is. */
    Map<String, String> endpoints(GkeLocalConfig config, String kafka);

    static Home of(Properties system) {
        return system.getProperty(HostNames.NAMESPACE, "").isEmpty()
                ? new Machine()
                : new Cluster(system.getProperty("gkelocal.kubernetes.public_port", "80"));
    }

    /** Processes on loopback. */
    record Machine() implements Home {
        private static final String LOOPBACK = "127.0.0.1:";

        @Override
        public Map<String, String> management(GkeLocalConfig config) {
            var services = new TreeMap<String, String>();
            ports(config).forEach((service, port) -> services.put(service, LOOPBACK + port));
            return services;
        }

        @Override
        public Map<String, String> endpoints(GkeLocalConfig config, String kafka) {
            var ports = config.ports();
            var base = "http://" + LOOPBACK;
            var endpoints = new LinkedHashMap<String, String>();
            endpoints.put("gateway", base + ports.gateway());
            endpoints.put("cloudRunAdmin", base + ports.cloudRunAdmin());
            endpoints.put("cloudRunIngress", base + ports.cloudRunIngress());
            endpoints.put("autopilot", base + ports.autopilot());
            endpoints.put("kafka", kafka);
            return endpoints;
        }
    }

    /**
     * Pods behind Services of their names, and an ingress before all.
     *
     * @param publicPort of the ingress on the user's machine
     */
    record Cluster(String publicPort) implements Home {
        @Override
        public Map<String, String> management(GkeLocalConfig config) {
            var services = new TreeMap<String, String>();
            ports(config).forEach((service, port) -> services.put(service, service + ":" + port));
            return services;
        }

        @Override
        public Map<String, String> endpoints(GkeLocalConfig config, String kafka) {
            var endpoints = new LinkedHashMap<String, String>();
            endpoints.put("gateway", url("gke-local.localhost"));
            endpoints.put("cloudRunAdmin", url("run.gke-local.localhost"));
            endpoints.put("cloudRunIngress", url("127.0.0.1"));
            endpoints.put("autopilot", url("autopilot.gke-local.localhost"));
            endpoints.put("kafka", kafka);
            return endpoints;
        }

        private String url(String host) {
            return "http://" + host + (publicPort.equals("80") ? "" : ":" + publicPort);
        }
    }

    private static Map<String, Integer> ports(GkeLocalConfig config) {
        return new TreeMap<>(Map.of(
                "platform-api", config.ports().platformManagement(),
                "cloudrun-sim", config.ports().cloudRunManagement(),
                "autopilot-sim", config.ports().autopilotManagement()));
    }
}

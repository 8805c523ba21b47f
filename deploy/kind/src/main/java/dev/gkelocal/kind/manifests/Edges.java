package dev.gkelocal.kind.manifests;

import static dev.gkelocal.kind.manifests.Party.ANYBODY;
import static dev.gkelocal.kind.manifests.Party.API_SERVER;
import static dev.gkelocal.kind.manifests.Party.AUTOPILOT_SIM;
import static dev.gkelocal.kind.manifests.Party.CLOUDRUN_SIM;
import static dev.gkelocal.kind.manifests.Party.DNS;
import static dev.gkelocal.kind.manifests.Party.GRAFANA;
import static dev.gkelocal.kind.manifests.Party.INGRESS;
import static dev.gkelocal.kind.manifests.Party.INSTANCES;
import static dev.gkelocal.kind.manifests.Party.JAEGER;
import static dev.gkelocal.kind.manifests.Party.KAFKA;
import static dev.gkelocal.kind.manifests.Party.OUTSIDE;
import static dev.gkelocal.kind.manifests.Party.PLATFORM_API;
import static dev.gkelocal.kind.manifests.Party.PROMETHEUS;
import static dev.gkelocal.kind.manifests.Party.REGISTRY;
import static dev.gkelocal.kind.manifests.Party.USERS;

import java.util.List;
import java.util.stream.Stream;

/**
 * Every connection that the platform needs, and with it the only ones that its network policies allow. docs/architecture.md draws
 * them and docs/kind.md lists them; both are made from this.
 */
final class Edges {
    private static final int DNS_PORT = 53;
    /** As a Service has it, and as the API server itself listens. */
    private static final int[] API_PORTS = {443, 6443};

    private static final List<Edge> ALL = List.of(
            Edge.of(INGRESS, PLATFORM_API, "page and API; metrics", 8080, 9080),
            Edge.of(INGRESS, CLOUDRUN_SIM, "Cloud Run Admin API; requests to services; metrics", 8081, 8082, 9081),
            Edge.of(INGRESS, AUTOPILOT_SIM, "Autopilot API; metrics", 8083, 9083),
            Edge.of(INGRESS, PROMETHEUS, "its API", 9090),
            Edge.of(INGRESS, GRAFANA, "dashboards", 3000),
            Edge.of(INGRESS, JAEGER, "traces", 16_686),
            Edge.of(PLATFORM_API, KAFKA, "the log", 19_092),
            Edge.of(CLOUDRUN_SIM, KAFKA, "the log", 19_092),
            Edge.of(AUTOPILOT_SIM, KAFKA, "the log", 19_092),
            Edge.of(KAFKA, KAFKA, "brokers and controllers among themselves", 19_092, 19_093),
            Edge.of(PLATFORM_API, CLOUDRUN_SIM, "how it is", 9081),
            Edge.of(PLATFORM_API, AUTOPILOT_SIM, "how it is", 9083),
            Edge.of(CLOUDRUN_SIM, INSTANCES, "requests and probes, at the port that each container names"),
            Edge.of(INSTANCES, CLOUDRUN_SIM, "other services", 8082),
            Edge.of(INSTANCES, OUTSIDE, "the internet, as on Cloud Run"),
            Edge.of(CLOUDRUN_SIM, API_SERVER, "Pods of instances; its lease", API_PORTS),
            Edge.of(CLOUDRUN_SIM, CLOUDRUN_SIM, "requests, while one replica hands over to another", 8081, 8082),
            Edge.of(CLOUDRUN_SIM, REGISTRY, "images of services"),
            Edge.of(AUTOPILOT_SIM, API_SERVER, "webhooks, gates, simulated nodes", API_PORTS),
            Edge.of(
                    ANYBODY,
                    AUTOPILOT_SIM,
                    "admission webhooks of the API server, whose address no policy can name",
                    8443),
            Edge.of(PROMETHEUS, PLATFORM_API, "metrics; alerts", 9080, 8080),
            Edge.of(PROMETHEUS, CLOUDRUN_SIM, "metrics", 9081),
            Edge.of(PROMETHEUS, AUTOPILOT_SIM, "metrics", 9083),
            Edge.of(PROMETHEUS, INSTANCES, "metrics of services that have some"),
            Edge.of(PROMETHEUS, API_SERVER, "where Pods are", API_PORTS),
            Edge.of(GRAFANA, PROMETHEUS, "metrics", 9090),
            Edge.of(GRAFANA, JAEGER, "traces", 16_686),
            Edge.of(PLATFORM_API, JAEGER, "spans", 4317, 4318),
            Edge.of(CLOUDRUN_SIM, JAEGER, "spans", 4317, 4318),
            Edge.of(AUTOPILOT_SIM, JAEGER, "spans", 4317, 4318),
            Edge.of(INSTANCES, JAEGER, "spans of services that have some", 4317, 4318),
            Edge.of(USERS, CLOUDRUN_SIM, "Cloud Run services", 8082),
            Edge.of(USERS, JAEGER, "spans", 4317, 4318));

    private Edges() {}

    /** Those between parties that run with these settings. Everybody may ask for names. */
    static List<Edge> of(PlatformSettings settings) {
        var names = Stream.of(Party.values()).filter(Party::isOurs).map(it -> Edge.of(it, DNS, "names", DNS_PORT));
        return Stream.concat(ALL.stream(), names)
                .filter(it -> it.from().runs(settings) && it.to().runs(settings))
                .toList();
    }
}

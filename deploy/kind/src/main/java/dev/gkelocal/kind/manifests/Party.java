package dev.gkelocal.kind.manifests;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Who takes part in the traffic of a platform in a cluster: its workloads, and those around it. */
enum Party {
    KAFKA("kafka", Component.KAFKA),
    PLATFORM_API("platform-api", Component.PLATFORM_API),
    CLOUDRUN_SIM("cloudrun-sim", Component.CLOUDRUN_SIM),
    AUTOPILOT_SIM("autopilot-sim", Component.AUTOPILOT_SIM),
    PROMETHEUS("prometheus", Component.PROMETHEUS),
    GRAFANA("grafana", Component.GRAFANA),
    JAEGER("jaeger", Component.JAEGER),
    /** Pods of Cloud Run services. */
    INSTANCES("instances", null),
    /** The controller that serves Ingress objects, in whatever namespace. */
    INGRESS("ingress", null),
    /** Namespaces of users with the label for it. */
    USERS("labelled namespaces", null),
    API_SERVER("API server", null),
    /** Every address that is not of a Pod of ours; the API server's, too, which calls from one of its node that no selector knows. */
    ANYBODY("anybody else", null),
    DNS("cluster DNS", null),
    REGISTRY("registry", null),
    /** Addresses that belong to no Pod and no Service. */
    OUTSIDE("outside", null);

    private final String title;
    private final @Nullable Component component;

    Party(String title, @Nullable Component component) {
        this.title = title;
        this.component = component;
    }

    static Party of(Component component) {
        return Arrays.stream(values())
                .filter(it -> it.component == component)
                .findFirst()
                .orElseThrow();
    }

    String title() {
        return title;
    }

    /** Whether it runs with these settings; those around the platform always do. */
    boolean runs(PlatformSettings settings) {
        return component == null || settings.runs(component);
    }

    /** Whether its Pods are selected by policies of ours. */
    boolean isOurs() {
        return component != null || this == INSTANCES;
    }

    @Nullable
    Component component() {
        return component;
    }
}

package dev.gkelocal.kind.manifests;

import java.util.List;

/**
 * How requests from outside get in.
 *
 * @param className of the IngressClass; empty takes the cluster's default
 * @param publicPort of the ingress on the host, for addresses that are printed
 * @param regions each has a wildcard host for its Cloud Run services
 * @param controller whether our own NGINX controller is part of the platform
 * @param controllerImage what that one runs
 */
public record RouteSettings(
        String className, int publicPort, List<String> regions, ControllerChoice controller, String controllerImage) {
    /** The class that our own controller serves. */
    public static final String NGINX_CLASS = IngressController.CLASS;

    private static final String DOMAIN = "gke-local.localhost";

    public RouteSettings {
        regions = List.copyOf(regions);
    }

    /** What serves the Ingress objects. */
    public enum ControllerChoice {
        /** Our manifests of the F5 NGINX Ingress Controller. */
        NGINX,
        /** One that is there. */
        EXISTING,
        /** Nothing: no Ingress objects are made. */
        NONE
    }

    /** The base address of a component's pages or API; a program of ours tells its metrics there too. */
    public String url(Component component) {
        return "http://" + host(component) + (publicPort == 80 ? "" : ":" + publicPort);
    }

    /** The name by which a component's pages or API are asked for. */
    static String host(Component component) {
        return switch (component) {
            case PLATFORM_API -> DOMAIN;
            case CLOUDRUN_SIM -> "run." + DOMAIN;
            case AUTOPILOT_SIM -> "autopilot." + DOMAIN;
            case KAFKA, PROMETHEUS, GRAFANA, JAEGER -> component.title() + "." + DOMAIN;
        };
    }
}

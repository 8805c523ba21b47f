package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plain Ingress objects through which requests from outside get in; docs/kind.md says what the annotations are for. */
final class Routes {
    /** Where a program of ours tells its metrics: at its management port, of which this path alone is let out. */
    private static final String METRICS = "/q/metrics";

    /**
     * What a standard Ingress cannot say, in the words of the two NGINX controllers, each of which skips the other's: bodies of
     * Cloud Run's 32 MiB, answers as they come, and connections that are silent for as long as a request may take.
     */
    private static final Map<String, String> TRAFFIC = new TreeMap<>(Map.of(
            "nginx.ingress.kubernetes.io/proxy-body-size", "32m",
            "nginx.ingress.kubernetes.io/proxy-request-buffering", "off",
            "nginx.ingress.kubernetes.io/proxy-read-timeout", "3600",
            "nginx.ingress.kubernetes.io/proxy-send-timeout", "3600",
            "nginx.org/client-max-body-size", "32m",
            "nginx.org/proxy-buffering", "False",
            "nginx.org/proxy-read-timeout", "3600s",
            "nginx.org/proxy-send-timeout", "3600s"));

    /**
     * To the address of the Service instead of those of its Pods: when another replica leads, kube-proxy knows at once, the
     * controllers after some seconds.
     */
    private static final Map<String, String> BY_SERVICE =
            Map.of("nginx.ingress.kubernetes.io/service-upstream", "true", "nginx.org/use-cluster-ip", "true");

    private final PlatformSettings settings;

    Routes(PlatformSettings settings) {
        this.settings = settings;
    }

    List<HasMetadata> all() {
        var all = new ArrayList<HasMetadata>();
        if (settings.routes().controller() == RouteSettings.ControllerChoice.NONE) {
            return all;
        }
        all.add(program("platform-api", Component.PLATFORM_API, "http", TRAFFIC));
        all.add(program("cloud-run-admin", Component.CLOUDRUN_SIM, "admin", cloudRun()));
        var wildcards = settings.routes().regions().stream()
                .map(region -> "*." + region + ".run.localhost")
                .toList();
        all.add(ingress(
                "cloud-run-services",
                Component.CLOUDRUN_SIM,
                wildcards.stream()
                        .map(it -> rule(it, root(Component.CLOUDRUN_SIM, "ingress")))
                        .toList(),
                websockets()));
        all.add(program("autopilot-sim", Component.AUTOPILOT_SIM, "http", TRAFFIC));
        for (var component : List.of(Component.PROMETHEUS, Component.GRAFANA, Component.JAEGER)) {
            if (settings.runs(component)) {
                all.add(ingress(
                        component.title(),
                        component,
                        List.of(rule(RouteSettings.host(component), root(component, "http"))),
                        Map.of()));
            }
        }
        return all;
    }

    private Map<String, String> cloudRun() {
        var annotations = new TreeMap<>(TRAFFIC);
        if (settings.elects(Component.CLOUDRUN_SIM)) {
            annotations.putAll(BY_SERVICE);
        }
        return annotations;
    }

    private Map<String, String> websockets() {
        var annotations = new TreeMap<>(cloudRun());
        annotations.put("nginx.org/websocket-services", Component.CLOUDRUN_SIM.title());
        return annotations;
    }

    private HasMetadata program(String name, Component component, String port, Map<String, String> annotations) {
        var rule = rule(
                RouteSettings.host(component), path(METRICS, "Exact", component, "management"), root(component, port));
        return ingress(name, component, List.of(rule), annotations);
    }

    private HasMetadata ingress(
            String name, Component component, List<IngressRule> rules, Map<String, String> annotations) {
        var className = settings.routes().className();
        return new IngressBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(component))
                .withAnnotations(annotations.isEmpty() ? null : annotations)
                .endMetadata()
                .withNewSpec()
                .withIngressClassName(className.isEmpty() ? null : className)
                .withRules(rules)
                .endSpec()
                .build();
    }

    private static IngressRule rule(String host, HTTPIngressPath... paths) {
        return new IngressRuleBuilder()
                .withHost(host)
                .withNewHttp()
                .withPaths(paths)
                .endHttp()
                .build();
    }

    private static HTTPIngressPath root(Component component, String port) {
        return path("/", "Prefix", component, port);
    }

    private static HTTPIngressPath path(String path, String type, Component component, String port) {
        return new HTTPIngressPathBuilder()
                .withPath(path)
                .withPathType(type)
                .withNewBackend()
                .withNewService()
                .withName(component.title())
                .withNewPort()
                .withName(port)
                .endPort()
                .endService()
                .endBackend()
                .build();
    }
}

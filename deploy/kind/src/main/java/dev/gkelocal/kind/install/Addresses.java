package dev.gkelocal.kind.install;

import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.RouteSettings;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a platform in a cluster is found from this machine: through its ingress. */
public final class Addresses {
    private Addresses() {}

    public static Endpoints of(PlatformSettings settings, String context) {
        var routes = settings.routes();
        return new Endpoints(
                routes.url(Component.PLATFORM_API),
                routes.url(Component.CLOUDRUN_SIM),
                "http://127.0.0.1:" + routes.publicPort(),
                routes.url(Component.AUTOPILOT_SIM),
                settings.bootstrap(),
                management(routes),
                new Endpoints.Kubernetes(
                        context, settings.namespace(), settings.surroundings().registry()));
    }

    private static Map<String, String> management(RouteSettings routes) {
        return Stream.of(Component.PLATFORM_API, Component.CLOUDRUN_SIM, Component.AUTOPILOT_SIM)
                .collect(Collectors.toMap(Component::title, routes::url));
    }
}

package dev.gkelocal.kind.install;

import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.RouteSettings;
import java.util.Map;

/** Where a platform in a cluster is found from this machine: through its ingress. */
public final class Addresses {
    private Addresses() {}

    public static Endpoints of(PlatformSettings settings, String context) {
        var routes = settings.routes();
        return new Endpoints(
                routes.url(RouteSettings.DOMAIN),
                routes.url("run." + RouteSettings.DOMAIN),
                "http://127.0.0.1:" + routes.publicPort(),
                routes.url("autopilot." + RouteSettings.DOMAIN),
                settings.bootstrap(),
                Map.of(),
                new Endpoints.Kubernetes(
                        context, settings.namespace(), settings.surroundings().registry()));
    }
}

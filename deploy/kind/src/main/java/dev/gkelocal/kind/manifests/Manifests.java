package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;

/** Every object of the platform, in the order in which it is applied: what others need comes first. Equal settings, equal objects. */
public final class Manifests {
    private Manifests() {}

    public static List<HasMetadata> of(PlatformSettings settings) {
        var all = new ArrayList<HasMetadata>();
        all.addAll(Namespaces.of(settings));
        all.addAll(new Permissions(settings).all());
        if (settings.switches().networkPolicies()) {
            all.addAll(new Policies(settings).all());
        }
        all.addAll(new Workloads(settings).all());
        all.addAll(new Monitoring(settings).all());
        if (settings.routes().controller() == RouteSettings.ControllerChoice.NGINX) {
            all.addAll(new IngressController(settings.routes().controllerImage()).all());
        }
        all.addAll(new Routes(settings).all());
        return List.copyOf(all);
    }
}

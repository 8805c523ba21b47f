package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.cluster.Target;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.run.CloudRuns;
import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.kind.cluster.ClusterSettings;
import dev.gkelocal.kind.cluster.Clusters;
import dev.gkelocal.kind.engine.Trouble;
import dev.gkelocal.kind.registry.Registries;
import dev.gkelocal.kind.registry.RegistrySettings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** What every command of the registry works with: the registries of this machine, the settings, and the cluster when there is one. */
final class Desk {
    @Mixin
    private Target target = new Target();

    /** What a command does; the client is null when no cluster can be reached. */
    @FunctionalInterface
    interface Action<T> {
        T on(Registries registries, RegistrySettings settings, @Nullable KubernetesClient cluster);
    }

    /** Trouble ends the command. */
    <T> T with(Session session, Action<T> action) {
        var project = target.project(session);
        var config = project.config().cluster();
        var settings = RegistrySettings.of(config);
        var registries = new Registries(session.environment());
        return Target.orFail(() -> {
            var clusters = new Clusters(session.environment(), project.state().run());
            var kubeconfig = kubeconfig(clusters, ClusterSettings.of(config, project.folder()));
            if (kubeconfig.isEmpty()) {
                return action.on(registries, settings, null);
            }
            try (var client = new KubernetesClientBuilder()
                    .withConfig(Config.fromKubeconfig(kubeconfig))
                    .build()) {
                return action.on(registries, settings, client);
            }
        });
    }

    /** Images of Cloud Run services, of which none may run now; none while the platform is not up. */
    Set<String> servingImages(Session session) {
        var project = target.project(session);
        return Endpoints.read(project.state()).isEmpty()
                ? Set.of()
                : CloudRuns.of(project).servingImages();
    }

    /** Empty without a cluster that runs; without Kind too, since a registry does without. */
    private static String kubeconfig(Clusters clusters, ClusterSettings settings) {
        try {
            return clusters.kubeconfig(settings);
        } catch (Trouble _) {
            return "";
        }
    }

    static KubernetesClient require(@Nullable KubernetesClient cluster, RegistrySettings settings) {
        if (cluster == null) {
            throw new Trouble(
                    Trouble.Kind.PRECONDITION,
                    "cluster %s is not running; `gke-local cluster create` makes or starts it"
                            .formatted(settings.cluster()));
        }
        return cluster;
    }
}

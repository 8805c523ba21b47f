package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.kind.cluster.ClusterSettings;
import dev.gkelocal.kind.cluster.Clusters;
import dev.gkelocal.kind.engine.Trouble;
import dev.gkelocal.kind.registry.Registries;
import dev.gkelocal.kind.registry.RegistrySettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The cluster that the platform goes into, and what lies around it.
 *
 * @param ingressPort of the ingress on this machine
 * @param registry host:port as this machine and the nodes name images
 * @param registryAddress {@code http://host:port} as Pods reach it; empty when that is the same
 * @param ingressClasses that are there
 * @param ours whether it is a Kind cluster of this machine
 * @param apiServer addresses of the API server, as Pods see them
 */
public record Ground(
        Connection connection,
        int ingressPort,
        String registry,
        String registryAddress,
        List<String> ingressClasses,
        List<String> apiServer,
        boolean ours)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    public Ground {
        ingressClasses = List.copyOf(ingressClasses);
        apiServer = List.copyOf(apiServer);
    }

    /** Makes a Kind cluster and its registry, if it is one of those that is wanted, or takes what is there. */
    static Ground prepare(Request request, Consumer<String> progress) {
        try {
            return request.context().equals(kindContext(request.config()))
                    ? ours(request, progress)
                    : foreign(request.config(), Connection.open(request.context()));
        } catch (Trouble trouble) {
            throw refused(trouble);
        }
    }

    static String kindContext(GkeLocalConfig config) {
        return "kind-" + config.cluster().name();
    }

    private static Ground ours(Request request, Consumer<String> progress) {
        var cluster = request.config().cluster();
        var settings = ClusterSettings.of(cluster, request.project());
        var ensured = new Clusters(request.environment(), request.notes())
                .ensure(settings, PATIENCE, event -> progress.accept(event.words()));
        var connection = Connection.open(ensured.access().context());
        var port = ensured.access().ingressPort();
        var given = cluster.installation();
        if (!given.registry().isEmpty()) {
            return of(
                    connection,
                    port == 0 ? cluster.ingressPort() : port,
                    given.registry(),
                    given.registryAddress(),
                    true);
        }
        var registry = new Registries(request.environment())
                .ensure(RegistrySettings.of(cluster), connection.client(), progress);
        var address = given.registryAddress().isEmpty() ? registry.clusterAddress() : given.registryAddress();
        return of(connection, port == 0 ? cluster.ingressPort() : port, registry.name(), address, true);
    }

    private static Ground foreign(GkeLocalConfig config, Connection connection) {
        var given = config.cluster().installation();
        if (given.registry().isEmpty()) {
            connection.close();
            throw new Refused(
                    Refused.Why.PRECONDITION,
                    "context '%s' is no Kind cluster of this project; name the registry that its nodes pull from with --registry"
                            .formatted(connection.context()));
        }
        return of(connection, config.cluster().ingressPort(), given.registry(), given.registryAddress(), false);
    }

    private static Ground of(
            Connection connection, int ingressPort, String registry, String registryAddress, boolean ours) {
        var client = connection.client();
        return new Ground(
                connection, ingressPort, registry, registryAddress, ingressClasses(client), apiServer(client), ours);
    }

    private static List<String> ingressClasses(KubernetesClient client) {
        return client.network().v1().ingressClasses().list().getItems().stream()
                .map(it -> it.getMetadata().getName())
                .sorted()
                .toList();
    }

    private static List<String> apiServer(KubernetesClient client) {
        return client.discovery()
                                .v1()
                                .endpointSlices()
                                .inNamespace("default")
                                .withName("kubernetes")
                                .get()
                        == null
                ? List.of()
                : client
                        .discovery()
                        .v1()
                        .endpointSlices()
                        .inNamespace("default")
                        .withName("kubernetes")
                        .get()
                        .getEndpoints()
                        .stream()
                        .flatMap(it -> it.getAddresses().stream())
                        .sorted()
                        .toList();
    }

    /** What the nodes run; all alike in a cluster that we can serve. */
    Platform nodes() {
        return connection.client().nodes().list().getItems().stream()
                .map(it -> it.getStatus().getNodeInfo())
                .map(it -> new Platform(it.getOperatingSystem(), it.getArchitecture()))
                .findFirst()
                .orElseGet(Platform::ofThisMachine);
    }

    static Refused refused(Trouble trouble) {
        var why = switch (trouble.kind()) {
            case NOT_FOUND, PRECONDITION -> Refused.Why.PRECONDITION;
            case TIMED_OUT -> Refused.Why.TIMED_OUT;
            case FAILED -> Refused.Why.FAILED;
        };
        return new Refused(why, trouble.sentence(), trouble);
    }

    @Override
    public void close() {
        connection.close();
    }
}

package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.kind.cluster.ClusterEvent;
import dev.gkelocal.kind.cluster.ClusterSettings;
import dev.gkelocal.kind.cluster.Clusters;
import dev.gkelocal.kind.engine.Trouble;
import dev.gkelocal.kind.registry.Registries;
import dev.gkelocal.kind.registry.RegistrySettings;
import java.time.Duration;
import java.util.function.Consumer;

/** The cluster that the platform goes into: made when it is this project's own, else taken as it is. */
record Ground(Connection connection, Site site) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    static Ground prepare(Request request, Consumer<String> progress) {
        try {
            return request.context().equals(kindContext(request.config()))
                    ? own(request, progress)
                    : foreign(request.config(), Connection.open(request.context()));
        } catch (Trouble trouble) {
            throw refused(trouble);
        }
    }

    private static String kindContext(GkeLocalConfig config) {
        return "kind-" + config.cluster().name();
    }

    private static Ground own(Request request, Consumer<String> progress) {
        var cluster = request.config().cluster();
        var ensured = new Clusters(request.environment(), request.notes())
                .ensure(ClusterSettings.of(cluster, request.project()), PATIENCE, event -> tell(event, progress));
        var connection = Connection.open(ensured.access().context());
        int seen = ensured.access().ingressPort();
        int port = seen == 0 ? cluster.ingressPort() : seen;
        var given = cluster.installation();
        if (!given.registry().isEmpty()) {
            return new Ground(connection, Survey.of(connection, port, given.registry(), given.registryAddress(), true));
        }
        var registry = new Registries(request.environment())
                .ensure(RegistrySettings.of(cluster), connection.client(), progress);
        var address = given.registryAddress().isEmpty() ? registry.clusterAddress() : given.registryAddress();
        return new Ground(connection, Survey.of(connection, port, registry.name(), address, true));
    }

    /** A failure is told by what ends the command. */
    private static void tell(ClusterEvent event, Consumer<String> progress) {
        if (!(event instanceof ClusterEvent.Failed)) {
            progress.accept(event.words());
        }
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
        int port = config.cluster().ingressPort();
        return new Ground(connection, Survey.of(connection, port, given.registry(), given.registryAddress(), false));
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

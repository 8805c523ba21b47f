package dev.gkelocal.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What differs from one broker to the next.
 *
 * @param data folder of all topics; made when absent
 * @param port where clients connect
 * @param controllerPort where the broker talks to its own controller
 * @param listen address on which clients are served; the controller of a node that is alone stays on loopback
 * @param advertised host:port by which clients find it again
 * @param quorum the nodes of its cluster
 */
record BrokerSettings(Path data, int port, int controllerPort, String listen, String advertised, Quorum quorum) {
    static final String USAGE = "usage: [--data=DIR] [--port=N] [--controller-port=N] [--listen=ADDRESS]"
            + " [--advertised=HOST:PORT] [--controllers=HOST:PORT,... --node=N --cluster-id=ID]; without them the system"
            + " properties gkelocal.state_dir (its folder 'kafka'), gkelocal.ports.kafka, gkelocal.ports.kafka_controller,"
            + " gkelocal.kafka.listen, gkelocal.kafka.advertised, gkelocal.kafka.controllers, gkelocal.kafka.node (or the"
            + " ordinal of gkelocal.kubernetes.pod, plus 1) and gkelocal.kafka.cluster_id count";

    static final String LOOPBACK = "127.0.0.1";

    BrokerSettings {
        requirePort("--port", port);
        requirePort("--controller-port", controllerPort);
        if (port == controllerPort) {
            throw new IllegalArgumentException("--port and --controller-port are both " + port + "; " + USAGE);
        }
        requireAddress("--advertised", advertised);
        data = data.toAbsolutePath().normalize();
    }

    /** On loopback, as the embedded platform has it. */
    BrokerSettings(Path data, int port, int controllerPort) {
        this(data, port, controllerPort, LOOPBACK, LOOPBACK + ":" + port, Quorum.alone(controllerPort));
    }

    boolean isOnLoopback() {
        return listen.equals(LOOPBACK);
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static BrokerSettings of(List<String> arguments, Properties system) {
        var data = stateFolder(system.getProperty("gkelocal.state_dir"));
        var port = system.getProperty("gkelocal.ports.kafka", "19092");
        var controllerPort = system.getProperty("gkelocal.ports.kafka_controller", "19093");
        var listen = system.getProperty("gkelocal.kafka.listen", LOOPBACK);
        var advertised = system.getProperty("gkelocal.kafka.advertised", "");
        var controllers = system.getProperty("gkelocal.kafka.controllers");
        var node = system.getProperty("gkelocal.kafka.node", Quorum.nodeOf(system));
        var clusterId = system.getProperty("gkelocal.kafka.cluster_id", "");
        for (var argument : arguments) {
            var value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, argument.length() - value.length())) {
                case "--data=" -> data = Path.of(value);
                case "--port=" -> port = value;
                case "--controller-port=" -> controllerPort = value;
                case "--listen=" -> listen = value;
                case "--advertised=" -> advertised = value;
                case "--controllers=" -> controllers = value;
                case "--node=" -> node = value;
                case "--cluster-id=" -> clusterId = value;
                default -> throw new IllegalArgumentException("unknown argument '" + argument + "'; " + USAGE);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("no data folder given; " + USAGE);
        }
        int controllerNumber = number("--controller-port", controllerPort);
        return new BrokerSettings(
                data,
                number("--port", port),
                controllerNumber,
                listen,
                advertised.isEmpty() ? listen + ":" + port : advertised,
                Quorum.of(controllers, node, clusterId, controllerNumber));
    }

    private static @Nullable Path stateFolder(@Nullable String stateDir) {
        return stateDir == null ? null : Path.of(stateDir, "kafka");
    }

    static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number, got '" + text + "'; " + USAGE, notANumber);
        }
    }

    static void requireAddress(String name, String address) {
        if (!address.matches("[^:/\\s]+:\\d{1,5}")) {
            throw new IllegalArgumentException(name + " must be HOST:PORT, got '" + address + "'; " + USAGE);
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(name + " must be 1 to 65535, got " + port + "; " + USAGE);
        }
    }
}

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
 */
record BrokerSettings(Path data, int port, int controllerPort) {
    static final String USAGE =
            "usage: [--data=DIR] [--port=N] [--controller-port=N]; without them the system properties"
                    + " gkelocal.state_dir (its folder 'kafka'), gkelocal.ports.kafka and gkelocal.ports.kafka_controller count";

    BrokerSettings {
        requirePort("--port", port);
        requirePort("--controller-port", controllerPort);
        if (port == controllerPort) {
            throw new IllegalArgumentException("--port and --controller-port are both " + port + "; " + USAGE);
        }
        data = data.toAbsolutePath().normalize();
    }

    /** @throws IllegalArgumentException with a sentence for the user */
    static BrokerSettings of(List<String> arguments, Properties system) {
        var data = stateFolder(system.getProperty("gkelocal.state_dir"));
        var port = system.getProperty("gkelocal.ports.kafka", "19092");
        var controllerPort = system.getProperty("gkelocal.ports.kafka_controller", "19093");
        for (var argument : arguments) {
            var value = argument.substring(argument.indexOf('=') + 1);
            switch (argument.substring(0, argument.length() - value.length())) {
                case "--data=" -> data = Path.of(value);
                case "--port=" -> port = value;
                case "--controller-port=" -> controllerPort = value;
                default -> throw new IllegalArgumentException("unknown argument '" + argument + "'; " + USAGE);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException("no data folder given; " + USAGE);
        }
        return new BrokerSettings(data, number("--port", port), number("--controller-port", controllerPort));
    }

    private static @Nullable Path stateFolder(@Nullable String stateDir) {
        return stateDir == null ? null : Path.of(stateDir, "kafka");
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " must be a number, got '" + text + "'; " + USAGE, notANumber);
        }
    }

    private static void requirePort(String name, int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException(name + " must be 1 to 65535, got " + port + "; " + USAGE);
        }
    }
}

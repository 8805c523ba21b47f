package dev.gkelocal.testkit.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of one broker. Starting it again uses the same ports and data.
 *
 * @param more arguments of one that is not alone
 */
record BrokerCommand(Path jar, Path data, int port, int controllerPort, List<String> more) {
    private static final Path BUILT = Path.of("deploy", "broker", "target", "broker", "lib", "broker.jar");

    static BrokerCommand onFreePorts(Path data) {
        try (var one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new BrokerCommand(builtJar(), data, one.getLocalPort(), two.getLocalPort(), List.of());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    BrokerCommand with(List<String> arguments) {
        return new BrokerCommand(jar, data, port, controllerPort, arguments);
    }

    ProcessBuilder builder() {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx96m",
                "-Xmn8m",
                "-XX:-UsePerfData",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                jar.toString(),
                "--data=" + data,
                "--port=" + port,
                "--controller-port=" + controllerPort));
        line.addAll(more);
        return new ProcessBuilder(line);
    }

    private static Path builtJar() {
        var start = Path.of("").toAbsolutePath();
        for (var folder = start; folder != null; folder = folder.getParent()) {
            var jar = folder.resolve(BUILT);
            if (Files.exists(jar)) {
                return jar;
            }
            if (Files.exists(folder.resolve("mvnw"))) {
                throw new IllegalStateException(jar + " is missing: build deploy/broker first,"
                        + " with `./mvnw -pl deploy/broker -am package -DskipTests` in " + folder);
            }
        }
        throw new IllegalStateException(
                "no folder above " + start + " is the repository: the test broker is not found");
    }
}

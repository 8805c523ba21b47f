package dev.gkelocal.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/**
 * Main class. Runs until SIGTERM. Exit codes: 1 data folder unusable or a fatal fault, 2 usage, 5 a port or the data
 * folder is in use.
 */
public final class Broker {
    private Broker() {}

    public static void main(String[] arguments) {
        // There is no log4j-core here; without this, log4j-api complains about that.
        System.setProperty("log4j2.loggerContextFactory", "org.apache.logging.log4j.simple.SimpleLoggerContextFactory");
        try {
            run(settings(arguments));
        } catch (Refusal refusal) {
            System.err.println(refusal.sentence());
            System.err.flush();
            // Not exit: threads of a half-started server would delay it.
            Runtime.getRuntime().halt(refusal.exitCode());
        }
    }

    private static BrokerSettings settings(String[] arguments) throws Refusal {
        try {
            return BrokerSettings.of(List.of(arguments), System.getProperties());
        } catch (IllegalArgumentException usage) {
            throw new Refusal(Refusal.USAGE, String.valueOf(usage.getMessage()), usage);
        }
    }

    private static void run(BrokerSettings settings) throws Refusal {
        requireFree("kafka", settings.port());
        requireFree("kafka_controller", settings.controllerPort());
        Exit.setHaltProcedure((code, message) -> die(settings));
        Exit.setExitProcedure((code, message) -> die(settings));
        try (var _ = Storage.prepare(settings.data(), settings.quorum())) {
            var server = new KafkaRaftServer(KafkaConfig.fromProps(ServerProperties.of(settings)), Time.SYSTEM);
            Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "shutdown"));
            server.startup();
            server.awaitShutdown();
        } catch (IOException | RuntimeException failure) {
            throw StartupFailures.explain(settings, failure);
        }
    }

    /** Kafka ends its JVM itself after a fault that it cannot survive; its reason is in the log before. */
    private static void die(BrokerSettings settings) {
        var sentence = Storage.isFull(settings.data())
                ? Storage.full(settings.data())
                : "a fatal fault ended the broker; the lines logged before this one name it";
        System.err.println(new Refusal(Refusal.FAILED, sentence).sentence());
        System.err.flush();
        Runtime.getRuntime().halt(Refusal.FAILED);
    }

    private static void requireFree(String key, int port) throws Refusal {
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (BindException taken) {
            throw new Refusal(
                    Refusal.PRECONDITION,
                    "port " + port + " (ports." + key + ") is in use: stop what holds it or choose another",
                    taken);
        } catch (IOException failure) {
            throw new Refusal(Refusal.FAILED, "port " + port + " cannot be opened: " + failure.getMessage(), failure);
        }
    }
}

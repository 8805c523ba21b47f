package dev.gkelocal.embedded.supervision;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.LogsConfig;
import dev.gkelocal.config.PortsConfig;
import dev.gkelocal.embedded.launch.Port;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.state.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What a supervisor is told by its system properties.
 *
 * @param dist distribution folder, {@code gkelocal.dist}
 * @param autoPorts {@code gkelocal.supervisor.auto_ports}
 * @param launch token of the {@code up} that waits for it, {@code gkelocal.supervisor.launch}
 * @param fingerprint hash of the effective settings, {@code gkelocal.supervisor.fingerprint}
 * @param startTimeout for everything to become ready, {@code gkelocal.supervisor.start_timeout}
 * @param archiving what to do about class archives, {@code gkelocal.supervisor.archives}: {@code make} (default),
 *     {@code use}, {@code off}, or {@code train:PROGRAM:FILE}
 * @param programs which to run, {@code gkelocal.supervisor.programs}; by default all
 * @param shared what the programs are given: every {@code gkelocal.*} that is not the supervisor's own
 */
record Settings(
        Path dist,
        StateFolder folder,
        boolean autoPorts,
        String launch,
        String fingerprint,
        Duration startTimeout,
        Backoff backoff,
        Map<Port, Integer> ports,
        LogsConfig logs,
        Archiving archiving,
        List<Program> programs,
        Map<String, String> shared) {
    static final String OWN = "gkelocal.supervisor.";
    private static final String START_TIMEOUT = "PT120S";

    Settings {
        ports = Map.copyOf(ports);
        programs = List.copyOf(programs);
        shared = Map.copyOf(shared);
    }

    /** @throws IllegalArgumentException naming the property that is absent or wrong */
    static Settings of(Properties properties) {
        var config = GkeLocalConfig.fromProperties(properties);
        return new Settings(
                Path.of(required(properties, "gkelocal.dist")).toAbsolutePath(),
                new StateFolder(Path.of(required(properties, "gkelocal.state_dir"))),
                Boolean.parseBoolean(own(properties, "auto_ports", "false")),
                own(properties, "launch", ""),
                own(properties, "fingerprint", ""),
                Duration.parse(own(properties, "start_timeout", START_TIMEOUT)),
                backoff(properties),
                ports(config.ports()),
                config.logs(),
                Archiving.parse(own(properties, "archives", "make")),
                programs(own(properties, "programs", "")),
                shared(properties));
    }

    private static List<Program> programs(String titles) {
        return titles.isEmpty()
                ? List.of(Program.values())
                : Arrays.stream(titles.split(","))
                        .map(title -> Program.named(title)
                                .orElseThrow(() -> new IllegalArgumentException("no program is named '" + title + "'")))
                        .toList();
    }

    private static Backoff backoff(Properties properties) {
        var standard = Backoff.DEFAULT;
        return new Backoff(
                Duration.parse(own(properties, "backoff_first", standard.first().toString())),
                Duration.parse(own(properties, "backoff_most", standard.most().toString())),
                standard.forgiveAfter());
    }

    private static Map<Port, Integer> ports(PortsConfig config) {
        var ports = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            ports.put(
                    port,
                    switch (port) {
                        case GATEWAY -> config.gateway();
                        case CLOUD_RUN_ADMIN -> config.cloudRunAdmin();
                        case CLOUD_RUN_INGRESS -> config.cloudRunIngress();
                        case AUTOPILOT -> config.autopilot();
                        case KAFKA -> config.kafka();
                        case KAFKA_CONTROLLER -> config.kafkaController();
                        case PLATFORM_MANAGEMENT -> config.platformManagement();
                        case CLOUD_RUN_MANAGEMENT -> config.cloudRunManagement();
                        case AUTOPILOT_MANAGEMENT -> config.autopilotManagement();
                    });
        }
        return ports;
    }

    private static Map<String, String> shared(Properties properties) {
        var shared = new HashMap<String, String>();
        for (var name : properties.stringPropertyNames()) {
            if (name.startsWith("gkelocal.") && !name.startsWith(OWN)) {
                shared.put(name, properties.getProperty(name));
            }
        }
        return shared;
    }

    private static String own(Properties properties, String name, String absent) {
        return properties.getProperty(OWN + name, absent);
    }

    private static String required(Properties properties, String name) {
        var value = properties.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("the system property " + name + " is not set");
        }
        return value;
    }
}

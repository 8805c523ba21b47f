package dev.gkelocal.kind.manifests;

import dev.gkelocal.config.access.HostNames;
import dev.gkelocal.embedded.launch.Program;
import dev.gkelocal.embedded.launch.QuarkusSettings;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The system properties of one of our programs in a Pod: the supervisor's, where a cluster differs with its own values. */
final class ProgramSettings {
    static final String STATE = "/var/lib/gke-local";
    private static final String OTLP = "gkelocal.observability.otlp_endpoint";
    private static final String ANY = "0.0.0.0";

    private ProgramSettings() {}

    static SortedMap<String, String> of(Component component, Program program, PlatformSettings settings) {
        // The broker asks for nothing of it, and must not be restarted for a change of it.
        var properties =
                new TreeMap<String, String>(component == Component.KAFKA ? Map.of() : settings.configuration());
        properties.put("gkelocal.state_dir", STATE);
        properties.put("gkelocal.kafka.bootstrap", Brokers.bootstrap(settings));
        properties.put(HostNames.NAMESPACE, settings.namespace());
        properties.put("gkelocal.kubernetes.instances_namespace", settings.instancesNamespace());
        properties.put(
                "gkelocal.kubernetes.public_port",
                Integer.toString(settings.routes().publicPort()));
        properties.put(
                "gkelocal.kubernetes.enforce",
                Boolean.toString(settings.switches().enforce()));
        properties.put("gkelocal.kubernetes.registry", settings.surroundings().registry());
        properties.put(
                "gkelocal.kubernetes.registry_address", settings.surroundings().registryAddress());
        Arrays.stream(Component.values())
                .flatMap(it -> it.ports().stream())
                .filter(it -> !it.key().isEmpty())
                .forEach(it -> properties.put("gkelocal.ports." + it.key(), Integer.toString(it.number())));
        if (settings.runs(Component.JAEGER)) {
            properties.merge(OTLP, settings.collector(), (given, ours) -> given.isBlank() ? ours : given);
        }
        if (settings.elects(component)) {
            properties.put("gkelocal.kubernetes.lease", "true");
        }
        if (component == Component.KAFKA) {
            properties.put("gkelocal.kafka.listen", ANY);
            properties.putAll(Brokers.properties(settings));
        }
        program.http().ifPresent(it -> {
            properties.put("quarkus.http.host", ANY);
            properties.put("quarkus.http.port", Integer.toString(main(component)));
        });
        component.management().ifPresent(port -> {
            properties.put("quarkus.management.host", ANY);
            properties.put("quarkus.management.port", port.toString());
            properties.putAll(QuarkusSettings.of(properties));
        });
        return properties;
    }

    private static int main(Component component) {
        return component.ports().getFirst().number();
    }
}

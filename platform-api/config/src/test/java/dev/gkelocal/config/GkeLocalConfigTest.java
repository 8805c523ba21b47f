package dev.gkelocal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.config.keys.Keys;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class GkeLocalConfigTest {

    @Test
    void keys_ofTheTable_areTheComponentsOfTheRecords() {
        // When
        var paths = new ArrayList<String>();
        addPaths("", GkeLocalConfig.class, paths);
        // Then
        assertThat(Keys.all()).extracting(key -> key.path()).containsExactlyInAnyOrderElementsOf(paths);
    }

    @Test
    void fromProperties_everyValueOtherThanItsDefault_isTakenAndWrittenBack() {
        // Given
        var written = otherThanDefaults();
        // When
        var read = GkeLocalConfig.fromProperties(written);
        // Then
        assertThat(read.toProperties()).isEqualTo(written);
    }

    @Test
    void everyKey_otherThanItsDefault_reachesTheRecordComponentOfItsName() throws ReflectiveOperationException {
        // Given
        var config = GkeLocalConfig.fromProperties(otherThanDefaults());
        // When
        var seen = new LinkedHashMap<String, Object>();
        addValues("", config, seen);
        // Then
        assertThat(seen).isEqualTo(plainValues(config.values().byPath()));
    }

    @Test
    void toProperties_ofDefaults_readsBackEqual() {
        // When
        var read = GkeLocalConfig.fromProperties(GkeLocalConfig.defaults().toProperties());
        // Then
        assertThat(read).isEqualTo(GkeLocalConfig.defaults());
    }

    @Test
    void defaults_durationsAndSizes_areWrittenAsText() {
        // When
        var properties = GkeLocalConfig.defaults().toProperties();
        // Then
        assertThat(properties)
                .containsEntry("gkelocal.simulation.cloud_run.idle_retention", "15m")
                .containsEntry("gkelocal.simulation.cloud_run.cold_start_delay", "0s")
                .containsEntry("gkelocal.event_log.fact_bytes", "64MiB")
                .containsEntry("gkelocal.watch_paths", "./src,./services");
    }

    @Test
    void toProperties_secrets_areLeftOut() {
        // Given
        var config = GkeLocalConfig.fromProperties(properties("gkelocal.secrets.TOKEN", "hush"));
        // When
        var written = config.toProperties();
        // Then
        assertThat(written.toString()).doesNotContain("hush");
        assertThat(config.secrets().byName()).containsExactly(Map.entry("TOKEN", "hush"));
    }

    @Test
    void toString_secrets_areMasked() {
        // When
        var config = GkeLocalConfig.fromProperties(properties("gkelocal.secrets.TOKEN", "hush"));
        // Then
        assertThat(config.toString()).contains("TOKEN").doesNotContain("hush");
    }

    @Test
    void toProperties_itemsWithCommas_areIndexedAndReadBack() {
        // Given
        var config = GkeLocalConfig.fromProperties(
                properties("gkelocal.ignore_patterns[0]", "a,b", "gkelocal.ignore_patterns[1]", "c"));
        // When
        var again = GkeLocalConfig.fromProperties(config.toProperties());
        // Then
        assertThat(again.ignorePatterns()).containsExactly("a,b", "c");
    }

    @Test
    void fromProperties_emptyList_isNotTheDefault() {
        // When
        var config = GkeLocalConfig.fromProperties(properties("gkelocal.watch_paths", ""));
        // Then
        assertThat(config.watchPaths()).isEmpty();
        assertThat(GkeLocalConfig.fromProperties(config.toProperties()).watchPaths())
                .isEmpty();
    }

    @Test
    void fromProperties_propertiesOfOthers_areNotLookedAt() {
        // When
        var config = GkeLocalConfig.fromProperties(properties("gkelocal.kafka.bootstrap", "x:1", "java.home", "/jdk"));
        // Then
        assertThat(config).isEqualTo(GkeLocalConfig.defaults());
    }

    @Test
    void fromProperties_wrongValues_areAllNamed() {
        assertThatThrownBy(() -> GkeLocalConfig.fromProperties(
                        properties("gkelocal.ports.gateway", "99999", "gkelocal.simulation.cloud_run.tick", "soon")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gkelocal.ports.gateway: 99999 is not a port")
                .hasMessageContaining("gkelocal.simulation.cloud_run.tick: \"soon\" is not a duration");
    }

    private static Properties properties(String... namesAndValues) {
        var properties = new Properties();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            properties.setProperty(namesAndValues[i], namesAndValues[i + 1]);
        }
        return properties;
    }

    /** A value for every key but the secrets that differs from its default and from every other key's of its type. */
    private static Properties otherThanDefaults() {
        var properties = new Properties();
        var count = 0;
        for (var key : Keys.all()) {
            var name = "gkelocal." + key.path();
            count++;
            if (key.isSecret()) {
                continue;
            }
            if (key.isMap()) {
                properties.setProperty(name + ".NAME", "value " + count);
                continue;
            }
            properties.setProperty(
                    name,
                    switch (key.fallbackValue()) {
                        case Boolean flag -> Boolean.toString(!flag);
                        case Long _ when key.fallback().endsWith("MiB") -> count + "MiB";
                        case Long _, Integer _ -> Integer.toString(count);
                        case Double _ -> "0.5" + count + "1";
                        case Duration _ -> count + 60 + "s";
                        case Path _ -> "/state/" + count;
                        case List<?> _ -> "a" + count + ",b";
                        default -> otherText(key.path());
                    });
        }
        properties.setProperty("gkelocal.simulation.cloud_run.shutdown_grace", "7s");
        properties.setProperty("gkelocal.simulation.cloud_run.tick", "9s");
        properties.setProperty("gkelocal.cluster.installation.kafka_replicas", "3");
        properties.setProperty("gkelocal.cluster.installation.cloud_run_replicas", "2");
        properties.setProperty("gkelocal.logs.files", "7");
        properties.setProperty("gkelocal.event_log.append_timeout", "11s");
        return properties;
    }

    private static String otherText(String path) {
        return switch (path) {
            case "project_name" -> "shop";
            case "environment" -> "staging";
            case "log_level" -> "warning";
            case "project.id" -> "shop-project";
            case "project.region" -> "europe-west10";
            case "cluster.name" -> "shop-cluster";
            case "simulation.autopilot.cluster_version" -> "1.31.4-gke.1234";
            case "cluster.kubernetes_version" -> "1.35";
            case "cluster.template" -> "staging";
            case "cluster.pod_subnet" -> "10.10.0.0/16";
            case "cluster.service_subnet" -> "10.11.0.0/16";
            case "cluster.engine" -> "podman";
            case "cluster.kind_binary" -> "/opt/kind/kind";
            case "cluster.node_image" -> "kindest/node:v1.33.4";
            case "cluster.registry_image" -> "registry:2";
            case "cluster.installation.ingress" -> "existing";
            case "cluster.installation.enforce" -> "false";
            case "cluster.installation.registry" -> "registry.example.com";
            case "cluster.installation.registry_address" -> "http://10.0.0.5:5000";
            case "cluster.installation.kafka_bootstrap" -> "kafka.example.com:9092,other:9092";
            case "cluster.installation.kafka_storage" -> "5Gi";
            case "images.platform" -> "linux/arm64";
            case "simulation.cloud_run.young_window" -> "full";
            case "observability.otlp_endpoint" -> "http://127.0.0.1:4317";
            default -> {
                if (path.endsWith("_class") || path.endsWith("_image")) {
                    yield "another";
                }
                throw new IllegalArgumentException("no other text for " + path);
            }
        };
    }

    private static void addPaths(String prefix, Class<?> type, List<String> to) {
        for (var component : type.getRecordComponents()) {
            var path = prefix + snake(component.getName());
            if (isSection(component.getType())) {
                addPaths(path + ".", component.getType(), to);
            } else {
                to.add(path);
            }
        }
    }

    private static void addValues(String prefix, Object section, Map<String, Object> to)
            throws ReflectiveOperationException {
        for (var component : section.getClass().getRecordComponents()) {
            var path = prefix + snake(component.getName());
            var value = component.getAccessor().invoke(section);
            if (isSection(component.getType())) {
                addValues(path + ".", value, to);
            } else {
                to.put(path, plain(value));
            }
        }
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Enum<?> word -> word.name().toLowerCase(Locale.ROOT);
            case Integer number -> number.longValue();
            case Secrets secrets -> secrets.byName();
            default -> value;
        };
    }

    private static Map<String, Object> plainValues(Map<String, Object> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
    }

    private static boolean isSection(Class<?> type) {
        return type.isRecord() && type != Secrets.class;
    }

    private static String snake(String camel) {
        return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}

package dev.gkelocal.kind.install;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.kind.manifests.Component;
import dev.gkelocal.kind.manifests.Manifests;
import dev.gkelocal.kind.manifests.PlatformSettings;
import dev.gkelocal.kind.manifests.RouteSettings.ControllerChoice;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompositionTest {
    private static final Map<Component, String> IMAGES = new TreeMap<>(Map.of(
            Component.KAFKA, "r/kafka",
            Component.PLATFORM_API, "r/platform-api",
            Component.CLOUDRUN_SIM, "r/cloudrun-sim",
            Component.AUTOPILOT_SIM, "r/autopilot-sim"));

    @ParameterizedTest(name = "asked {0}, controller there {1}: {2}")
    @CsvSource({
        "auto, true, EXISTING",
        "auto, false, NGINX",
        "nginx, true, NGINX",
        "existing, false, EXISTING",
        "none, true, NONE"
    })
    void ingress_isInstalledOnlyWhereNoneIs(String asked, boolean there, ControllerChoice expected) {
        var settings = Composition.of(config("cluster.installation.ingress", asked), IMAGES, site(there, true, false));
        assertThat(settings.routes().controller()).isEqualTo(expected);
    }

    @Test
    void ingressClass_thatIsTheOnlyOne_isTaken() {
        assertThat(Composition.of(config(), IMAGES, site(true, true, false))
                        .routes()
                        .className())
                .isEqualTo("haproxy");
    }

    @ParameterizedTest(name = "asked {0}, own Kind cluster {1}, GKE {2}: {3}")
    @CsvSource({
        "auto, true, false, true",
        "auto, false, false, false",
        "true, false, false, true",
        "true, false, true, false",
        "false, true, false, false"
    })
    void rules_areEnforcedInKindAndOnWish_neverOnGke(String asked, boolean own, boolean gke, boolean expected) {
        var settings = Composition.of(config("cluster.installation.enforce", asked), IMAGES, site(true, own, gke));
        assertThat(settings.switches().enforce()).isEqualTo(expected);
    }

    @Test
    void brokers_thatAreThere_takeThePlaceOfOurs() {
        // When
        var settings = Composition.of(
                config("cluster.installation.kafka_bootstrap", "kafka.example.com:9092"),
                IMAGES,
                site(true, true, false));
        // Then
        assertThat(settings.bootstrap()).isEqualTo("kafka.example.com:9092");
        assertThat(names(settings)).noneMatch(it -> it.equals("kafka"));
    }

    @Test
    void part_switchedOff_isLeftOut() {
        var settings = Composition.of(config("services.monitoring.grafana", "false"), IMAGES, site(true, true, false));
        assertThat(names(settings)).contains("prometheus").doesNotContain("grafana");
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:5001/gke-local-lab/jaeger:1.62.0, --memory.max-traces=20000",
        "docker.io/jaegertracing/jaeger:2.17.0, --config=/etc/jaeger/config.yaml"
    })
    void jaeger_isToldInTheWordsOfItsGeneration(String image, String argument) {
        var settings =
                Composition.of(config("cluster.installation.jaeger_image", image), IMAGES, site(true, true, false));
        assertThat(settings.monitoring().jaegerArguments()).containsExactly(argument);
    }

    @Test
    void monitoringFiles_ofTheObservabilityModule_fitIntoTheirConfigMaps() {
        var settings = Composition.of(config(), IMAGES, site(true, true, false));
        assertThat(settings.monitoring().files().get(Component.PROMETHEUS))
                .containsKey("prometheus.yml")
                .anySatisfy((path, text) -> assertThat(path).startsWith("rules/"));
        assertThat(settings.monitoring().files().get(Component.GRAFANA).values().stream()
                        .mapToInt(String::length)
                        .sum())
                .isLessThan(1 << 20);
    }

    @Test
    void mark_isOfTheContent_andOfNothingElse() {
        // Given
        var one = Manifests.of(Composition.of(config(), IMAGES, site(true, true, false)));
        var two = Manifests.of(Composition.of(config(), IMAGES, site(true, true, false)));
        var other = Manifests.of(Composition.of(config("log_level", "debug"), IMAGES, site(true, true, false)));
        // Then
        assertThat(marks(one)).isEqualTo(marks(two)).isEqualTo(marks(one));
        assertThat(marks(other))
                .isNotEqualTo(marks(one))
                .containsEntry("Service kafka", marks(one).get("Service kafka"));
        assertThat(marks(other).get("StatefulSet kafka")).isEqualTo(marks(one).get("StatefulSet kafka"));
    }

    private static Map<String, String> marks(List<HasMetadata> objects) {
        var marks = new TreeMap<String, String>();
        for (var object : objects) {
            var marked = LiveObjects.marked(object);
            marks.put(
                    marked.getKind() + " " + marked.getMetadata().getName(),
                    marked.getMetadata().getAnnotations().get(LiveObjects.CONTENT));
        }
        return marks;
    }

    private static List<String> names(PlatformSettings settings) {
        return Manifests.of(settings).stream()
                .filter(it -> it instanceof Deployment || it.getKind().equals("StatefulSet"))
                .map(it -> it.getMetadata().getName())
                .toList();
    }

    private static GkeLocalConfig config(String... pairs) {
        var properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty("gkelocal." + pairs[i], pairs[i + 1]);
        }
        return GkeLocalConfig.fromProperties(properties);
    }

    private static Site site(boolean foreignIngress, boolean own, boolean gke) {
        return new Site(
                8080,
                "localhost:5001",
                "http://172.18.0.3:5000",
                foreignIngress ? List.of("haproxy") : List.of(),
                foreignIngress,
                List.of("ingress"),
                List.of("172.18.0.2"),
                List.of("172.18.0.2"),
                new Platform("linux", "amd64"),
                new KeptLog(0, "bG9nLW9mLWEtY2x1c3Rlcg"),
                own,
                gke);
    }
}

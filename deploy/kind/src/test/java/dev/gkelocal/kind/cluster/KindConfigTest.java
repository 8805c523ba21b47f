package dev.gkelocal.kind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class KindConfigTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/gkelocal/kind/cluster");

    /** {@code -Dgkelocal.regenerate=true} writes the files. */
    @ParameterizedTest
    @EnumSource(Template.class)
    void template_withDefaults_isTheCheckedInFile(Template template) throws IOException {
        // Given
        var file = GOLDEN.resolve(template.word() + ".yaml");
        // When
        var made = made(Settings.of(template));
        // Then
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, made);
        }
        assertThat(made).isEqualTo(Files.readString(file));
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void template_ofAnyKind_namesNoFeatureGate(Template template) {
        assertThat(made(Settings.of(template))).doesNotContainIgnoringCase("featureGates");
    }

    @Test
    void settings_otherThanDefaults_reachTheFile() {
        // Given
        var settings = Settings.of(
                Template.AI,
                "name",
                "other",
                "nodes",
                "4",
                "api_server_port",
                "0",
                "ingress_port",
                "9080",
                "ingress_tls_port",
                "9443",
                "extra_ports",
                "30080:30080,9090:9000",
                "pod_subnet",
                "10.1.0.0/16",
                "service_subnet",
                "10.2.0.0/16",
                "default_network",
                "false",
                "node_image",
                "mine/node:1");
        // When
        var made = made(settings);
        // Then
        assertThat(made)
                .contains("name: other", "podSubnet: 10.1.0.0/16", "serviceSubnet: 10.2.0.0/16")
                .contains("disableDefaultCNI: true", "image: mine/node:1")
                .contains("hostPort: 9080", "hostPort: 9443", "hostPort: 30080", "containerPort: 9000")
                .doesNotContain("apiServerPort", "hostPort: 8080");
        assertThat(made.split("role: worker", -1)).hasSize(4);
        assertThat(made.split("gpu-support", -1)).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "1.34,kindest/node:v1.34.0",
        "1.33,kindest/node:v1.33.4",
        "1.33.1,kindest/node:v1.33.1",
        "1.40,kindest/node:v1.40.0"
    })
    void nodeImage_ofAVersion_isATagThatKindPublishes(String version, String image) {
        assertThat(Settings.of(Template.MINIMAL, "kubernetes_version", version).nodeImage())
                .isEqualTo(image);
    }

    @Test
    void files_ofTheProject_areRelativeToIt() {
        assertThat(Settings.of(Template.MINIMAL, "extra_manifests", "net/calico.yaml,/etc/x.yaml")
                        .extraManifests())
                .containsExactly(Path.of("/project/net/calico.yaml"), Path.of("/etc/x.yaml"));
    }

    @Test
    void patches_ofAutopilot_areDocumentsOfTheirOwn() {
        // When
        var made = new Load(LoadSettings.builder().build()).loadFromString(made(Settings.of(Template.AUTOPILOT)));
        // Then
        assertThat(made)
                .extracting("kubeadmConfigPatches")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
                .allSatisfy(patch -> assertThat(new Load(LoadSettings.builder().build()).loadFromString(patch))
                        .isInstanceOf(java.util.Map.class))
                .extracting(patch -> patch.lines().limit(2).toList())
                .containsExactly(
                        List.of("apiVersion: kubeadm.k8s.io/v1beta3", "kind: ClusterConfiguration"),
                        List.of("apiVersion: kubeadm.k8s.io/v1beta4", "kind: ClusterConfiguration"),
                        List.of("apiVersion: kubelet.config.k8s.io/v1beta1", "kind: KubeletConfiguration"));
    }

    @ParameterizedTest(name = "template {0}, image {1}: {2}")
    @CsvSource({
        "autopilot, kindest/node:v1.34.0, true",
        "autopilot, localhost:5001/mine/node:v1.32.1, true",
        "autopilot, kindest/node:v1.31.12, false",
        "autopilot, mine/node:latest, false",
        "minimal, kindest/node:v1.34.0, false"
    })
    void authorizationFile_isForAutopilotOnAKubernetesThatReadsIt(String template, String image, boolean expected) {
        var made = made(Settings.of(Template.of(template).orElseThrow(), "node_image", image));
        assertThat(made.contains("authorization-config")).isEqualTo(expected);
        assertThat(made.contains("hostPath: /home/of/user/authorization")).isEqualTo(expected);
        assertThat(made.contains("pathType: Directory")).isEqualTo(expected);
    }

    private static String made(ClusterSettings settings) {
        return KindConfig.of(settings, new AuthorizationFolder(Path.of("/home/of/user/authorization")));
    }
}

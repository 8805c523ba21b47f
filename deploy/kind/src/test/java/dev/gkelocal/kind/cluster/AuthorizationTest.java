package dev.gkelocal.kind.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.kind.FakeMachine;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class AuthorizationTest {
    private static final String NODE = "shop-control-plane";
    private static final String FILE = "/etc/kubernetes/gke-local/authorization.yaml";
    private static final String ADDRESS = "10.96.1.2:8443";

    @TempDir
    private Path folder;

    private FakeMachine machine;

    @BeforeEach
    void install() throws IOException {
        machine = new FakeMachine(folder, "shop");
    }

    @AfterEach
    void close() {
        machine.close();
    }

    @Test
    void clusterWithoutTheFolder_hasNoFileToChange() throws IOException {
        // Given
        machine.inspected(NODE, container("/etc/gke-local/template/minimal"));
        // Then
        assertThat(found()).isEmpty();
        assertThat(Authorization.of(machine.environment(), "docker", "other-context"))
                .isEmpty();
        assertThat(Authorization.of(Map.of("PATH", ""), "docker", "kind-shop")).isEmpty();
    }

    @Test
    void newCluster_asksNobodyElse() throws IOException {
        var authorization = made();
        assertThat(authorization.state()).isEqualTo(Authorization.State.OWN);
        assertThat(authorization.askNobodyElse()).isFalse();
    }

    @Test
    void autopilot_isAskedFirst_byAnAddressAndAnAuthorityInAFileOfItsOwn() throws IOException {
        // Given
        var authorization = made();
        // When
        boolean changed = authorization.askAutopilot(ADDRESS, "PEM");
        // Then
        assertThat(changed).isTrue();
        assertThat(authorization.state()).isEqualTo(Authorization.State.AUTOPILOT);
        assertThat(access(file()))
                .contains("server: https://10.96.1.2:8443/authorize")
                .contains("certificate-authority-data: " + Base64.getEncoder().encodeToString("PEM".getBytes()))
                .doesNotContain("@");
        assertThat(new Load(LoadSettings.builder().build()).loadFromString(file()))
                .extracting("authorizers")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .extracting("type")
                .containsExactly("Webhook", "Node", "RBAC");
    }

    @Test
    void sameAutopilot_isNothingNew_andAnotherAuthorityIs() throws IOException {
        // Given
        var authorization = made();
        authorization.askAutopilot(ADDRESS, "PEM");
        var before = file();
        // Then
        assertThat(authorization.askAutopilot(ADDRESS, "PEM")).isFalse();
        assertThat(authorization.askAutopilot(ADDRESS, "RENEWED")).isTrue();
        assertThat(file()).isNotEqualTo(before);
        assertThat(access(file())).contains(Base64.getEncoder().encodeToString("RENEWED".getBytes()));
    }

    @Test
    void autopilotGone_leavesNodeAndRbac() throws IOException {
        // Given
        var authorization = made();
        authorization.askAutopilot(ADDRESS, "PEM");
        // When
        boolean changed = authorization.askNobodyElse();
        // Then
        assertThat(changed).isTrue();
        assertThat(file()).isEqualTo(AuthorizationFolder.first()).doesNotContain("Webhook");
    }

    @Test
    void folder_beginsHarmless_isKept_andGoesWithItsCluster() {
        // Given
        var made = AuthorizationFolder.of(Map.of("HOME", folder.toString()), "shop");
        made.prepare();
        assertThat(made.host()).startsWith(folder.resolve(".local/state/gke-local/clusters/shop"));
        assertThat(made.host().resolve("authorization.yaml")).hasContent(AuthorizationFolder.first());
        // When
        made.delete();
        made.delete();
        // Then
        assertThat(made.host().getParent()).doesNotExist();
    }

    private Authorization made() throws IOException {
        machine.inspected(NODE, container("/etc/kubernetes/gke-local"));
        var engine = Engine.running(new Programs(machine.environment()), "docker");
        assertThat(engine.shell(NODE, "mkdir -p /etc/kubernetes/gke-local; cat >" + FILE, AuthorizationFolder.first())
                        .ok())
                .isTrue();
        return found().orElseThrow();
    }

    private Optional<Authorization> found() {
        return Authorization.of(machine.environment(), "docker", "kind-shop");
    }

    private String file() {
        return machine.fileInside(NODE, FILE);
    }

    /** The file that the main one names. */
    private String access(String text) {
        var path = text.lines()
                .filter(it -> it.contains("kubeConfigFile:"))
                .map(it -> it.substring(it.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
        return machine.fileInside(NODE, path);
    }

    private static String container(String mount) {
        return """
                {"Name":"/%s","Config":{"Image":"n","Labels":{}},"State":{"Status":"@STATE@","StartedAt":"2026-01-01T00:00:00Z"},\
                "HostConfig":{"PortBindings":{}},"NetworkSettings":{"Networks":{}},"Mounts":[{"Destination":"%s"}]}
                """.formatted(NODE, mount);
    }
}

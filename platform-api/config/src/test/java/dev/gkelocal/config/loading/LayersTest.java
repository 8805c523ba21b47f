package dev.gkelocal.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.LogLevel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which source wins, and what each may say. */
final class LayersTest {

    @Test
    void fileWithTheNameOnly_givesTheDefaults() {
        // When
        var loaded = Loading.file("project_name: gke-local").loaded();
        // Then
        assertThat(loaded.config()).isEqualTo(GkeLocalConfig.defaults());
        assertThat(loaded.warnings()).isEmpty();
    }

    @Test
    void noFile_givesTheDefaults_withVariablesAndFlags() {
        // Given
        var input = new ConfigInput(
                new SourceFile.Absent("gke-local.yaml"),
                SourceFile.Absent::new,
                Map.of("GKE_LOCAL_LOG_LEVEL", "debug"),
                Map.of("ports.gateway", "0"));
        // When
        var result = ConfigLoader.load(input);
        // Then
        assertThat(result).isInstanceOfSatisfying(ConfigResult.Loaded.class, loaded -> {
            assertThat(loaded.config().logLevel()).isEqualTo(LogLevel.DEBUG);
            assertThat(loaded.config().ports().gateway()).isZero();
        });
    }

    @Test
    void projectName_isLowerCased() {
        // When
        var loaded = Loading.file("project_name: My-Shop_2").loaded();
        // Then
        assertThat(loaded.config().projectName()).isEqualTo("my-shop_2");
    }

    @Test
    void sectionWithoutKeys_isAllowed_asCommentsLeaveIt() {
        // When
        var loaded = Loading.project("ports:\n  #gateway: 1\nsecrets:\n").loaded();
        // Then
        assertThat(loaded.config().ports()).isEqualTo(GkeLocalConfig.defaults().ports());
    }

    @Test
    void durations_inEachForm_areRead() {
        // When
        var cloudRun = Loading.project(
                        "simulation:\n  cloud_run: {timeout: 1h, cold_start_delay: 1m500ms, idle_retention: 900s, tick: 0005s}")
                .loaded()
                .config()
                .simulation()
                .cloudRun();
        // Then
        assertThat(cloudRun.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(cloudRun.coldStartDelay()).isEqualTo(Duration.ofMillis(60_500));
        assertThat(cloudRun.idleRetention()).isEqualTo(Duration.ofMinutes(15));
        assertThat(cloudRun.tick()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void inferenceTimeout_asSecondsOrDuration_isRead() {
        // Given
        var asNumber = Loading.project("services: {ai: {inference_timeout: 120}}");
        var asDuration = Loading.project("services: {ai: {inference_timeout: 2m}}");
        // Then
        assertThat(asNumber.loaded().config()).isEqualTo(asDuration.loaded().config());
        assertThat(asNumber.loaded().config().services().ai().inferenceTimeout())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void portsThatAreZero_mayBeEqual() {
        // When
        var loaded = Loading.project("ports: {gateway: 0, kafka: 0}").loaded();
        // Then
        assertThat(loaded.config().ports().kafka()).isZero();
    }

    @Test
    void overlay_joinsMapsByKey_andReplacesLists() {
        // Given
        var loading = Loading.project("""
                        ports: {gateway: 7000, kafka: 7001}
                        environment_vars: {A: base, B: base}
                        watch_paths: [./a, ./b]
                        """).overlay("local", """
                        ports: {kafka: 7002}
                        environment_vars: {B: over, C: over}
                        watch_paths: [./c]
                        """);
        // When
        var config = loading.loaded().config();
        // Then
        assertThat(config.ports().gateway()).isEqualTo(7000);
        assertThat(config.ports().kafka()).isEqualTo(7002);
        assertThat(config.environmentVars()).isEqualTo(Map.of("A", "base", "B", "over", "C", "over"));
        assertThat(config.watchPaths()).containsExactly("./c");
    }

    @Test
    void sources_areLaidOverEachOther_inTheirOrder() {
        // Given
        var loading = Loading.project(
                        "cluster: {nodes: 2, registry_port: 2001, ingress_port: 2002, api_server_port: 2003}")
                .overlay("local", "cluster: {registry_port: 3001, ingress_port: 3002, api_server_port: 3003}")
                .variable("GKE_LOCAL_CLUSTER_INGRESS_PORT", "4002")
                .variable("GKE_LOCAL_CLUSTER_API_SERVER_PORT", "4003")
                .flag("cluster.api_server_port", "5003");
        // When
        var loaded = loading.loaded();
        // Then
        assertThat(loaded.config().cluster())
                .extracting("name", "nodes", "registryPort", "ingressPort", "apiServerPort")
                .containsExactly("local-gke-dev", 2, 3001, 4002, 5003);
        assertThat(loaded.origins().of("cluster.name").text()).isEqualTo("default");
        assertThat(loaded.origins().of("cluster.nodes").text()).isEqualTo("gke-local.yaml:2");
        assertThat(loaded.origins().of("cluster.registry_port").text()).isEqualTo("gke-local.local.yaml:1");
        assertThat(loaded.origins().of("cluster.ingress_port").text()).isEqualTo("env GKE_LOCAL_CLUSTER_INGRESS_PORT");
        assertThat(loaded.origins().of("cluster.api_server_port").text()).isEqualTo("flag");
    }

    @Test
    void environment_ofTheFlag_winsOverVariableAndFile() {
        // Given
        var loading = Loading.project("environment: one")
                .overlay("one", "cluster: {nodes: 1}")
                .overlay("two", "cluster: {nodes: 2}")
                .overlay("three", "cluster: {nodes: 4}")
                .variable("GKE_LOCAL_ENVIRONMENT", "two")
                .flag("environment", "three");
        // When
        var config = loading.loaded().config();
        // Then
        assertThat(config.environment()).isEqualTo("three");
        assertThat(config.cluster().nodes()).isEqualTo(4);
    }

    @Test
    void environment_ofTheVariable_winsOverTheFile() {
        // Given
        var loading = Loading.project("environment: one")
                .overlay("two", "cluster: {nodes: 2}")
                .variable("GKE_LOCAL_ENVIRONMENT", "two");
        // When
        var config = loading.loaded().config();
        // Then
        assertThat(config.environment()).isEqualTo("two");
        assertThat(config.cluster().nodes()).isEqualTo(2);
    }

    @Test
    void environment_thatTheRuleRefuses_isNotLookedFor() {
        // When
        var problems = Loading.project("").flag("environment", "../../etc").problems();
        // Then
        assertThat(problems)
                .containsExactly("--set: environment: \"../../etc\" is not allowed;"
                        + " write 1 to 63 letters, digits, - and _, such as local or staging");
    }

    @Test
    void overlay_thatNamesAnotherEnvironment_isRefused() {
        // When
        var problems = Loading.project("")
                .overlay("local", "log_level: info\nenvironment: staging")
                .problems();
        // Then
        assertThat(problems)
                .containsExactly("gke-local.local.yaml:2: environment: \"staging\" differs from the environment"
                        + " of this overlay, local; remove the line");
    }

    @Test
    void environmentWithoutOverlay_askedFor_isAWarning() {
        // When
        var warnings = Loading.project("").flag("environment", "staging").warnings();
        // Then
        assertThat(warnings)
                .containsExactly(
                        "--set: environment: there is no gke-local.staging.yaml; gke-local.yaml alone is used");
    }

    @Test
    void variables_forEachType_areRead() {
        // Given
        var loading = Loading.project("")
                .variable("GKE_LOCAL_SIMULATION_CLOUD_RUN_TIME_SCALE", "12.5")
                .variable("GKE_LOCAL_SIMULATION_CLOUD_RUN_SCALE_TO_ZERO", "false")
                .variable("GKE_LOCAL_SIMULATION_CLOUD_RUN_TICK", "1s")
                .variable("GKE_LOCAL_EVENT_LOG_FACT_BYTES", "2MiB")
                .variable("GKE_LOCAL_WATCH_PATHS", "./a, ./b")
                .variable("GKE_LOCAL_ENVIRONMENT_VARS_MODE", "test")
                .variable("GKE_LOCAL_SECRETS_TOKEN", "hush");
        // When
        var config = loading.loaded().config();
        // Then
        assertThat(config.simulation().cloudRun().timeScale()).isEqualTo(12.5);
        assertThat(config.simulation().cloudRun().scaleToZero()).isFalse();
        assertThat(config.simulation().cloudRun().tick()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.eventLog().factBytes()).isEqualTo(2 << 20);
        assertThat(config.watchPaths()).containsExactly("./a", "./b");
        assertThat(config.environmentVars()).isEqualTo(Map.of("MODE", "test"));
        assertThat(config.secrets().byName()).isEqualTo(Map.of("TOKEN", "hush"));
    }

    @Test
    void homeVariable_namesTheStateFolder_beforeItsKey() {
        // Given
        var loading = Loading.project("project: {state_dir: file}")
                .variable("GKE_LOCAL_PROJECT_STATE_DIR", "/key")
                .variable("GKE_LOCAL_HOME", "/home");
        // When
        var loaded = loading.loaded();
        // Then
        assertThat(loaded.config().project().stateDir()).isEqualTo(Path.of("/home"));
        assertThat(loaded.origins().of("project.state_dir").text()).isEqualTo("env GKE_LOCAL_HOME");
    }

    @Test
    void variable_nearlyAKeys_isAWarning() {
        // When
        var warnings = Loading.project("")
                .variable("GKE_LOCAL_PORTS_GATWAY", "1")
                .variable("GKE_LOCAL_ORACLES", "/x")
                .warnings();
        // Then
        assertThat(warnings)
                .containsExactly("GKE_LOCAL_PORTS_GATWAY: sets no key; did you mean GKE_LOCAL_PORTS_GATEWAY?");
    }

    @Test
    void flags_forMapsAndSections_areReadOrExplained() {
        // Given
        var loading = Loading.project("")
                .flag("environment_vars.A", "b")
                .flag("secrets", "x")
                .flag("environment_vars.A-B", "x")
                .flag("simulation.cloud_run", "x")
                .flag("ports.gateway", "");
        // When
        var problems = loading.problems();
        // Then
        assertThat(problems)
                .containsExactly(
                        "--set: secrets: is a map; set one entry: --set secrets.NAME=VALUE",
                        "--set: environment_vars: \"A-B\" is not a variable's name;"
                                + " write letters, digits and _, not beginning with a digit",
                        "--set: simulation.cloud_run: is a section;"
                                + " set one key of it: --set simulation.cloud_run.KEY=VALUE",
                        "--set: ports.gateway: \"\" is not a port; write a port from 0 to 65535 (0 takes any free one)");
    }

    @Test
    void secretInTheProjectsFile_isAWarning_withoutItsValue() {
        // When
        var warnings = Loading.project("secrets:\n  TOKEN: hush")
                .overlay("local", "secrets: {OTHER: hush}")
                .warnings();
        // Then
        assertThat(warnings)
                .contains("gke-local.yaml:3: secrets.TOKEN: is in clear text in a file that is checked in;"
                        + " set the variable GKE_LOCAL_SECRETS_TOKEN, or use an overlay that is not checked in")
                .noneMatch(it -> it.contains("hush"));
    }

    @Test
    void keyWithoutEffect_otherThanItsDefault_isAWarning() {
        // When
        var warnings = Loading.project("simulation: {cloud_run: {invoker_check: true}}\nenvironment_vars: {A: x, B: y}")
                .variable("GKE_LOCAL_PORTS_METADATA", "7000")
                .warnings();
        // Then
        assertThat(warnings)
                .containsExactlyInAnyOrder(
                        "gke-local.yaml:2: simulation.cloud_run.invoker_check: has no effect yet; the platform behaves as without it",
                        "gke-local.yaml:3: environment_vars: has no effect yet; the platform behaves as without it",
                        "GKE_LOCAL_PORTS_METADATA: ports.metadata: has no effect yet; the platform behaves as without it");
    }

    @Test
    void keyWithoutEffect_atItsDefault_isNoWarning() {
        // When
        var warnings = Loading.project("simulation: {cloud_run: {invoker_check: false}}\nservices: {hot_reload: true}")
                .warnings();
        // Then
        assertThat(warnings).isEmpty();
    }

    @Test
    void alias_ofAValue_isFollowed() {
        // When
        var loaded =
                Loading.project("environment_vars:\n  A: &a same\n  B: *a\n").loaded();
        // Then
        assertThat(loaded.config().environmentVars()).isEqualTo(Map.of("A", "same", "B", "same"));
    }
}

package dev.gkelocal.autopilot.core.podsecurity;

import static dev.gkelocal.autopilot.core.TestYaml.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodSecurityTest {
    private static Verdict evaluate(Level level, String version, String spec) {
        return PodSecurity.evaluate(level, Version.parse(version).orElseThrow(), Value.ABSENT, value(spec));
    }

    @Test
    void privilegedLevel_allowsEverything() {
        assertThat(evaluate(Level.PRIVILEGED, "latest", "{hostPID: true}").allowed())
                .isTrue();
    }

    @Test
    void restrictedLevel_ofABarePod_namesEveryMissingField() {
        assertThat(evaluate(Level.RESTRICTED, "latest", "{containers: [{name: app}]}")
                        .detail())
                .isEqualTo("allowPrivilegeEscalation != false (container \"app\" must set"
                        + " securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container"
                        + " \"app\" must set securityContext.capabilities.drop=[\"ALL\"]), runAsNonRoot != true (pod"
                        + " or container \"app\" must set securityContext.runAsNonRoot=true), seccompProfile (pod or"
                        + " container \"app\" must set securityContext.seccompProfile.type to \"RuntimeDefault\" or"
                        + " \"Localhost\")");
    }

    @Test
    void restrictedLevel_replacesBaselineChecksOfTheSameControl() {
        var spec = "{containers: [], volumes: [{name: v, hostPath: {path: /}}]}";

        assertThat(evaluate(Level.BASELINE, "v1.0", spec).detail()).isEqualTo("hostPath volumes (volume \"v\")");
        assertThat(evaluate(Level.RESTRICTED, "v1.0", spec).detail())
                .isEqualTo("restricted volume types (volume \"v\" uses restricted volume type \"hostPath\")");
    }

    @Test
    void ephemeralContainers_areCheckedToo_afterTheOthers() {
        var spec = "{ephemeralContainers: [{name: debug, securityContext: {privileged: true}}],"
                + " containers: [{name: app, securityContext: {privileged: true}}],"
                + " initContainers: [{name: init, securityContext: {privileged: true}}]}";

        assertThat(evaluate(Level.BASELINE, "latest", spec).detail())
                .startsWith("privileged (containers \"init\", \"app\", \"debug\" must not set");
    }

    @Test
    void hostPorts_areSortedAsText_asUpstreamDoes() {
        var spec =
                "{containers: [{name: a, ports: [{hostPort: 80}, {hostPort: 443}, {hostPort: 8080}, {hostPort: 0}]}]}";

        assertThat(evaluate(Level.BASELINE, "latest", spec).detail())
                .isEqualTo("hostPort (container \"a\" uses hostPorts 443, 80, 8080)");
    }

    @Test
    void volumeWithoutASource_countsAsEmptyDir() {
        assertThat(evaluate(Level.RESTRICTED, "v1.0", "{volumes: [{name: v}]}").allowed())
                .isTrue();
    }

    @Test
    void appArmor_ofPodContainerAndAnnotation_isOneReason() {
        var metadata = value("{annotations: {container.apparmor.security.beta.kubernetes.io/a: 'x\"y'}}");
        var spec = value("{securityContext: {appArmorProfile: {type: Unconfined}},"
                + " containers: [{name: a, securityContext: {appArmorProfile: {}}}]}");

        assertThat(PodSecurity.evaluate(Level.BASELINE, Version.LATEST, metadata, spec)
                        .detail())
                .isEqualTo("forbidden AppArmor profiles (pod and container \"a\" and annotation must not set AppArmor"
                        + " profile type to \"\", \"Unconfined\","
                        + " \"container.apparmor.security.beta.kubernetes.io/a=\"x\\\"y\"\")");
    }

    @Test
    void seLinux_withTypeUserAndRole_saysAllThree() {
        var spec = "{securityContext: {seLinuxOptions: {type: x, user: u, role: r}},"
                + " containers: [{name: a, securityContext: {seLinuxOptions: {type: y}}}]}";

        assertThat(evaluate(Level.BASELINE, "v1.30", spec).detail())
                .isEqualTo("seLinuxOptions (pod and container \"a\" set forbidden securityContext.seLinuxOptions:"
                        + " types \"x\", \"y\"; user may not be set; role may not be set)");
    }

    @ParameterizedTest
    @CsvSource({
        "seLinuxOptions, v1.30, '{securityContext: {seLinuxOptions: {type: container_engine_t}}}', false",
        "seLinuxOptions, v1.31, '{securityContext: {seLinuxOptions: {type: container_engine_t}}}', true",
        "procMount, v1.34, '{hostUsers: false, containers: [{name: a, securityContext: {procMount: Unmasked}}]}', false",
        "procMount, v1.35, '{hostUsers: false, containers: [{name: a, securityContext: {procMount: Unmasked}}]}', true",
        "sysctls, v1.26, '{securityContext: {sysctls: [{name: net.ipv4.ip_local_reserved_ports}]}}', false",
        "sysctls, v1.27, '{securityContext: {sysctls: [{name: net.ipv4.ip_local_reserved_ports}]}}', true",
        "sysctls, v1.36, '{securityContext: {sysctls: [{name: net.ipv4.tcp_notsent_lowat}]}}', false",
        "sysctls, v1.37, '{securityContext: {sysctls: [{name: net.ipv4.tcp_notsent_lowat}]}}', true",
        "hostProbes, v1.33, '{containers: [{name: a, livenessProbe: {httpGet: {host: x}}}]}', true",
        "hostProbes, v1.34, '{containers: [{name: a, livenessProbe: {httpGet: {host: x}}}]}', false",
        "far future, v1.999, '{containers: [{name: a, livenessProbe: {httpGet: {host: x}}}]}', false"
    })
    void baseline_changesWithItsVersion(String rule, String version, String spec, boolean allowed) {
        assertThat(evaluate(Level.BASELINE, version, spec).allowed()).as(rule).isEqualTo(allowed);
    }

    @Test
    void windowsPods_needNoLinuxSettings_from1_25On() {
        var spec = "{os: {name: windows}, securityContext: {runAsNonRoot: true}, containers: [{name: a}]}";

        assertThat(evaluate(Level.RESTRICTED, "v1.24", spec).reasons()).hasSize(3);
        assertThat(evaluate(Level.RESTRICTED, "v1.25", spec).allowed()).isTrue();
    }

    @Test
    void userNamespaces_relaxUserChecks_from1_35On() {
        var spec = "{hostUsers: false, securityContext: {runAsUser: 0}, containers: []}";

        assertThat(evaluate(Level.RESTRICTED, "v1.34", spec).detail()).contains("runAsUser=0");
        assertThat(evaluate(Level.RESTRICTED, "v1.35", spec).detail()).doesNotContain("runAsUser=0");
    }

    @Test
    void wrongTypes_neverBreakTheEvaluation() {
        var spec = "{containers: 5, initContainers: [7, null, [x]], volumes: {a: b}, securityContext: [1],"
                + " hostNetwork: 'yes', os: 3}";

        assertThat(evaluate(Level.RESTRICTED, "latest", spec).reasons()).isNotEmpty();
    }

    @Test
    void verdict_underAnyOrderOfContainers_hasTheSameWords() {
        var random = new Random(7);
        var containers = value("[{name: a, securityContext: {privileged: true}}, {name: b, ports: [{hostPort: 1}]},"
                        + " {name: c, securityContext: {capabilities: {add: [NET_RAW]}}}, {name: d}]")
                .items();
        var words = words(containers);

        for (var round = 0; round < 50; round++) {
            var shuffled = new java.util.ArrayList<>(containers);
            Collections.shuffle(shuffled, random);
            assertThat(words(shuffled)).isEqualTo(words);
        }
    }

    private static List<String> words(List<Value> containers) {
        var spec = Value.ABSENT.with("containers", Value.of(containers));
        return PodSecurity.evaluate(Level.RESTRICTED, Version.LATEST, Value.ABSENT, spec).reasons().stream()
                .map(Reason::word)
                .toList();
    }

    @Test
    void everyCheck_saysHowToFixIt() {
        var checks = new CheckList();
        var fixed = DataTable.read(CheckList.class, "fixes.tsv").rows().stream()
                .map(row -> row.get("check"))
                .toList();

        assertThat(checks.checks()).extracting(Check::id).hasSize(19).containsExactlyInAnyOrderElementsOf(fixed);
        assertThat(PodSecurity.newest()).hasToString("v1.37");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1", "v1.", "v1.01", "1.30", "v2.0", "v1.99999999999", "v1.-1", "Latest"})
    void version_ofOtherText_isNone(String text) {
        assertThat(Version.parse(text)).isEmpty();
    }

    @Test
    void versions_sortByNumber() {
        assertThat(Version.parse("v1.9").orElseThrow())
                .isLessThan(Version.parse("v1.10").orElseThrow());
    }

    @Test
    void literal_ofOddCharacters_isGos() {
        assertThat(Wording.literal("a\"\\\n\u0001é\u00a0")).isEqualTo("\"a\\\"\\\\\\n\\x01é\\u00a0\"");
    }
}

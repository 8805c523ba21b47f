package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.TestYaml.value;
import static dev.gkelocal.autopilot.core.warden.Given.TODAY;
import static dev.gkelocal.autopilot.core.warden.Given.judged;
import static dev.gkelocal.autopilot.core.warden.Given.said;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowlistTest {
    private static final String ALLOWLIST = """
            apiVersion: auto.gke.io/v1
            kind: WorkloadAllowlist
            minGKEVersion: 1.32.0-gke.1000000
            metadata: {name: agent-v1}
            exemptions: [autogke-disallow-hostnamespaces, autogke-disallow-privilege, autogke-no-write-mode-hostpath]
            matchingCriteria:
              hostPID: true
              containers:
              - name: agent
                image: ^example\\.com/agents/[a-z]+$
                args: [--quiet, '^--level=[0-9]+$']
                command: [/agent]
                env: [{name: NODE}, {name: ^AGENT_.*$}]
                envFrom: [{configMapRef: {name: conf}}]
                livenessProbe: {exec: {command: [/ok]}}
                securityContext: {privileged: true, capabilities: {add: [BPF, SYS_ADMIN], drop: [ALL]}}
                volumeMounts: [{name: proc, mountPath: /host/proc}, {name: ro, mountPath: /ro, readOnly: true}]
              volumes:
              - {name: proc, hostPath: {path: /proc}}
            containerImageDigests:
            - {containerName: agent, imageDigests: [abc123]}
            """;

    private static final WardenSettings INSTALLED =
            TODAY.allowlists(List.of(Allowlist.of(value(ALLOWLIST)).orElseThrow()), List.of("gke://*"));

    private static Value agent(String extra) {
        return agent(extra, "{}");
    }

    private static Value agent(String extra, String labels) {
        return value("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent}
                spec:
                  template:
                    metadata: {labels: %s}
                    spec:
                      hostPID: true
                      volumes: [{name: p, hostPath: {path: /proc}}, {name: e, emptyDir: {}}]
                      containers:
                      - {name: main%s, command: [/agent], volumeMounts: [{name: p, mountPath: /host/proc}],
                         securityContext: {privileged: true, capabilities: {drop: [ALL]}}%s}
                """.formatted(
                        labels,
                        extra.startsWith("image:") ? "" : ", image: 'example.com/agents/one:1.2'",
                        extra.isEmpty() ? "" : ", " + extra));
    }

    @Test
    void matchingWorkload_isExempted_andExecIsBlocked() {
        var judgement = judged(agent("args: [--level=3], env: [{name: AGENT_X}]"), INSTALLED);

        assertThat(judgement.violations()).isEmpty();
        assertThat(judgement.exemptedBy()).isEqualTo("agent-v1");
        assertThat(judgement.connectBlocked()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'args: [--quiet]', true",
        "'args: [--loud]', false",
        "'args: [--level=high]', false",
        "'env: [{name: NODE, value: x}, {name: AGENT_A}]', true",
        "'env: [{name: OTHER}]', false",
        "'envFrom: [{prefix: P_, configMapRef: {name: conf}}]', true",
        "'envFrom: [{secretRef: {name: conf}}]', false",
        "'livenessProbe: {exec: {command: [/ok]}, periodSeconds: 3}', true",
        "'livenessProbe: {exec: {command: [/other]}}', false",
        "'livenessProbe: {httpGet: {port: 80}}', true",
        "'lifecycle: {preStop: {exec: {command: [x]}}}', false",
        "'image: other.com/agents/one', false",
        "'image: example.com/agents/two@sha256:fff', true",
        "'image: mirror.com/x@sha256:abc123', true"
    })
    void workload_isComparedFieldByField(String field, boolean matches) {
        assertThat(judged(agent(field), INSTALLED).allowed()).isEqualTo(matches);
    }

    @Test
    void capabilities_mayBeASubset_dropsMustBeThere() {
        var added = agent("")
                .get("spec")
                .get("template")
                .get("spec")
                .get("containers")
                .get(0);
        var container = added.with("securityContext", value("{privileged: true, capabilities: {add: [BPF]}}"));
        var object = agent("");
        var path = Path.of("spec", "template", "spec", "containers");

        assertThat(said(object.with(path, Value.of(List.of(container))), INSTALLED))
                .as("ALL is not dropped, so that nothing is exempted")
                .anyMatch(it -> it.startsWith("autogke-disallow-privilege"));
    }

    @Test
    void exemption_coversItsConstraintsOnly() {
        var object = agent("ports: [{hostPort: 80}]");

        assertThat(said(object, INSTALLED))
                .containsExactly(
                        "autogke-no-host-port: container main specifies host ports [80], which are disallowed in"
                                + " Autopilot.");
    }

    @Test
    void olderCluster_doesNotKnowTheAllowlist() {
        var traits = new ClusterTraits(true, ClusterVersion.of("1.31.9-gke.1"), Set.of());
        var settings = WardenSettings.of(traits).allowlists(INSTALLED.allowlists(), List.of());

        assertThat(judged(agent(""), settings).allowed()).isFalse();
    }

    @Test
    void label_ofAnAllowlistThatDiffers_printsTheMismatches() {
        var judgement = judged(
                agent("args: [--quiet, --loud]", "{cloud.google.com/matching-allowlist: agent-v1}")
                        .with(Path.of("spec", "template", "spec", "containers", "0", "name"), Value.of("agent")),
                INSTALLED);
        var rule = "=".repeat(71);

        assertThat(judgement.message())
                .isEqualTo("\n\n" + rule + "\nWorkload Mismatches Found for Allowlist (agent-v1):\n" + rule
                        + "\nContainer[0] (agent):\n- Args:\n\t- args[1] Mismatch: '--loud' has no matching string or"
                        + " regex pattern in allowlist.");
        assertThat(judgement.allowed()).isFalse();
    }

    @Test
    void annotation_makesADenialPrintAnAllowlist_thatMatchesTheWorkload() {
        var object = agent("args: [--loud]")
                .with(
                        Path.of("spec", "template", "metadata", "annotations"),
                        value("{cloud.google.com/generate-allowlist: 'true'}"));

        var judgement = judged(object);
        var printed = value(judgement.generatedAllowlist());

        assertThat(judgement.message())
                .contains("\n\nThis workload can be enabled using the following Custom Resource. To be used in-cluster,"
                        + " the WorkloadAllowlist must be uploaded to Google Cloud Storage and then installed using an"
                        + " AllowlistSynchronizer.\n---\napiVersion: auto.gke.io/v1\nkind: WorkloadAllowlist\n");
        assertThat(printed.get("exemptions").items().stream().map(Value::text))
                .containsExactly(
                        "autogke-disallow-hostnamespaces",
                        "autogke-disallow-privilege",
                        "autogke-no-write-mode-hostpath");
        var installed = TODAY.allowlists(List.of(Allowlist.of(printed).orElseThrow()), List.of());
        assertThat(judged(object, installed).allowed()).isTrue();
    }

    @Test
    void synchronizer_withPathsThatNobodyAuthorized_isRefused() {
        var synchronizer = value("""
                apiVersion: auto.gke.io/v1
                kind: AllowlistSynchronizer
                metadata: {name: s}
                spec: {bucketName: b, allowlistPaths: [x/a.yaml, x/b.yaml, y.yaml]}
                """);
        var settings = TODAY.allowlists(List.of(), List.of("gke://*", "gs://b/x/", "gs://b/y.yaml"));

        assertThat(said(synchronizer, settings))
                .containsExactly("autopilot-allowlist-synchronizer-limitation: Unauthorized allowlist path(s)"
                        + " 'gs://b/x/a.yaml', 'gs://b/x/b.yaml': not found in authorized path list 'gke://*',"
                        + " 'gs://b/x/', 'gs://b/y.yaml'");
    }

    @Test
    void synchronizer_ofGooglesOwnAllowlists_isAdmitted() {
        var synchronizer = value("{apiVersion: auto.gke.io/v1, kind: AllowlistSynchronizer, spec: {allowlistPaths:"
                + " [Vendor/agent/*]}}");

        assertThat(said(synchronizer, TODAY)).isEmpty();
    }
}

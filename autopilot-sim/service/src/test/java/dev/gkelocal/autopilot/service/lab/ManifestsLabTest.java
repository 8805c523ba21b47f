package dev.gkelocal.autopilot.service.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.check.Check;
import dev.gkelocal.autopilot.core.check.CheckSettings;
import dev.gkelocal.autopilot.core.check.Verdict;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.pricing.BillingSettings;
import dev.gkelocal.autopilot.core.warden.Requester;
import dev.gkelocal.autopilot.core.warden.WardenSettings;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code examples/kind/manifests} applied by kubectl to a real API server: what it answers is what {@code autopilot check} predicts for the
 * same user, groups and version.
 */
@QuarkusTest
@TestProfile(LabProfile.class)
@EnabledIfEnvironmentVariable(
        named = Kubectl.CONTEXT,
        matches = ".+",
        disabledReason = "no Kind cluster: GKE_LOCAL_KUBE_CONTEXT names none")
class ManifestsLabTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", ".")).resolve("../../examples/kind/manifests");
    private static final String ENFORCED = "webhooks-e2e";
    /** The same server, and nobody of ours is asked. */
    private static final String PLAIN = "webhooks-e2e-plain";

    private static final String RESTRICTED = "kind-example-restricted";
    private static final Duration SOON = Duration.ofMinutes(3);

    static Stream<Path> manifests() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @BeforeAll
    static void namespaces() {
        for (var each : List.of(ENFORCED, PLAIN)) {
            Kubectl.run("create", "namespace", each);
        }
        Kubectl.must("label", "--overwrite", "namespace", ENFORCED, "autopilot.gke-local.dev/enforce=true");
        var bare = FOLDER.resolve("01-bare-pod.yaml").toString();
        await("the webhooks")
                .atMost(SOON)
                .until(() -> !Kubectl.run("create", "-n", ENFORCED, "--dry-run=server", "-f", bare)
                        .warnings()
                        .isEmpty());
    }

    @AfterAll
    static void away() {
        for (var each : List.of(ENFORCED, PLAIN, RESTRICTED)) {
            Kubectl.run("delete", "namespace", each, "--wait=false", "--ignore-not-found");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("manifests")
    void manifest_applied_comesOutAsCheckPredicts(Path file) throws IOException {
        var documents = Manifests.read(file.toString(), Files.readString(file));
        var report = Check.of(documents, settings());
        assertThat(report.unreadable()).isEmpty();
        if (Files.readString(file).contains("kind: Namespace")) {
            Kubectl.run("apply", "-f", file.toString());
        }
        var verdict = report.verdicts().getLast();
        for (var dryRun : List.of("server", "none")) {
            var answer = Kubectl.run(
                    "apply", "-n", namespace(verdict), "--dry-run=" + dryRun, "-o", "json", "-f", file.toString());
            assertThat(answer.warnings()).as("warnings").containsExactlyElementsOf(verdict.warnings());
            if (verdict.isRefused()) {
                assertThat(answer.code()).isEqualTo(1);
                assertThat(answer.refusal()).isEqualTo(Kubectl.withoutFile(String.join("\n", verdict.answers())));
            } else {
                assertThat(answer.code()).as(answer.errors()).isZero();
                assertThat(stored(Json.read(answer.output()))).isEqualTo(predicted(verdict));
                if (dryRun.equals("none")) {
                    Kubectl.must(
                            "delete",
                            "-n",
                            namespace(verdict),
                            "--wait=true",
                            "--grace-period=1",
                            "-f",
                            file.toString());
                }
            }
        }
    }

    @Test
    void pod_behindTheGate_getsASimulatedNodeAndRunsForReal() {
        var file = FOLDER.resolve("01-bare-pod.yaml").toString();
        Kubectl.must("apply", "-n", ENFORCED, "-f", file);
        await().atMost(SOON).untilAsserted(() -> {
            var pod = Json.read(Kubectl.must("get", "pod", "bare", "-n", ENFORCED, "-o", "json"));
            assertThat(pod.get("status").get("phase").text()).isEqualTo("Running");
            assertThat(pod.get("metadata")
                            .get("annotations")
                            .get("autopilot.gke-local.dev/node")
                            .text())
                    .startsWith("gk3-");
            assertThat(pod.get("spec").get("nodeName").text()).doesNotStartWith("gk3-");
        });
        assertThat(Kubectl.must("get", "nodes", "-o", "name")).contains("node/gk3-");
        Kubectl.must("delete", "-n", ENFORCED, "--grace-period=1", "-f", file);
    }

    @Test
    void spotPod_isPlayedOnASimulatedNode() {
        var file = FOLDER.resolve("05-spot.yaml").toString();
        Kubectl.must("apply", "-n", ENFORCED, "-f", file);
        await().atMost(SOON).untilAsserted(() -> {
            var pods = Json.read(Kubectl.must("get", "pods", "-l", "app=cheap", "-n", ENFORCED, "-o", "json"));
            var pod = pods.get("items").get(0);
            assertThat(pod.get("status").get("phase").text()).isEqualTo("Running");
            assertThat(pod.get("spec").get("nodeName").text()).startsWith("gk3-");
            assertThat(pod.get("status").get("message").text()).contains("nothing runs");
        });
        Kubectl.must("delete", "-n", ENFORCED, "--grace-period=1", "-f", file);
    }

    private static String namespace(Verdict verdict) {
        return verdict.before().get("metadata").get("namespace").text(ENFORCED);
    }

    /** What the same server makes of the object that is predicted, where no webhook of ours is asked. */
    private static String predicted(Verdict verdict) {
        var metadata = verdict.after().get("metadata").with("namespace", Value.of(PLAIN));
        var file = Kubectl.write(Json.write(verdict.after().with("metadata", metadata)));
        return stored(Json.read(
                Kubectl.must("create", "-n", PLAIN, "--dry-run=server", "-o", "json", "-f", file.toString())));
    }

    /**
     * What counts: annotations and the whole specification, but for the gate, random names, and the order of tolerations: the API server adds
     * its own before webhooks are asked.
     */
    private static String stored(Value object) {
        var spec = object.get("spec").without("schedulingGates");
        var tolerations = spec.get("tolerations").items().stream()
                .sorted(Comparator.comparing(Json::write))
                .toList();
        var annotations =
                object.get("metadata").get("annotations").without("kubectl.kubernetes.io/last-applied-configuration");
        return (Json.write(spec.with("tolerations", Value.of(tolerations))) + Json.write(annotations))
                .replaceAll("kube-api-access-[a-z0-9]+", "kube-api-access-X")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID")
                .replace("{}", "")
                .replace("null", "");
    }

    private static CheckSettings settings() {
        var who = Json.read(Kubectl.must("auth", "whoami", "-o", "json"))
                .get("status")
                .get("userInfo");
        var rules = ClusterRules.of(true, ClusterVersion.of("1.35"));
        return new CheckSettings(
                rules,
                WardenSettings.of(rules.traits()),
                new Requester(
                        who.get("username").text(),
                        who.get("groups").items().stream().map(Value::text).toList()),
                BillingSettings.in("us-central1"),
                ENFORCED);
    }
}

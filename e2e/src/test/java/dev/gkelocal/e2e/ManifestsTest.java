package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.e2e.driver.FaultReport;
import dev.gkelocal.e2e.driver.Json;
import dev.gkelocal.e2e.driver.Kubectl;
import dev.gkelocal.e2e.driver.Only;
import dev.gkelocal.e2e.driver.Patience;
import dev.gkelocal.e2e.driver.Program;
import dev.gkelocal.e2e.driver.Sandbox;
import dev.gkelocal.e2e.driver.SharedPlatform;
import dev.gkelocal.e2e.driver.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code examples/kind/manifests} applied by kubectl: what the API server answers is what {@code autopilot check} predicts for the same
 * user, groups and version.
 */
@Tag("journey")
@Only(in = Target.KIND, because = "kubectl needs a cluster; without one the rules answer `autopilot check`")
@ExtendWith({FaultReport.class, SharedPlatform.class})
final class ManifestsTest {
    private static final Path FOLDER = Program.example("kind/manifests");
    private static final String ENFORCED = "gke-local-e2e-enforced";
    /** The same server, and nobody of ours is asked. */
    private static final String PLAIN = "gke-local-e2e-plain";

    private static final String RESTRICTED = "kind-example-restricted";
    private static final String LABEL = "autopilot.gke-local.dev/enforce";
    /** A simulated node takes as long as a real one: a minute and a half. */
    private static final Duration SOON = Duration.ofMinutes(3);

    /** Of the last object in each file, by its name. */
    private static final Map<String, JsonNode> VERDICTS = new HashMap<>();

    static Stream<Path> manifests() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream();
        }
    }

    @BeforeAll
    static void namespaces() {
        if (!Kubectl.isOnPath()) {
            FaultReport.skipped("manifests that kubectl applies", "no kubectl on PATH");
        }
        assumeTrue(Kubectl.isOnPath(), "no kubectl on PATH");
        for (var each : List.of(ENFORCED, PLAIN)) {
            Kubectl.run("create", "namespace", each);
        }
        Kubectl.must("label", "--overwrite", "namespace", ENFORCED, LABEL + "=true");
    }

    @BeforeEach
    void check(Sandbox sandbox) {
        if (!VERDICTS.isEmpty()) {
            return;
        }
        for (var verdict : checked(sandbox).path("objects")) {
            VERDICTS.put(Path.of(verdict.path("file").asText()).getFileName().toString(), verdict);
        }
        Patience.within(SOON)
                .until(() -> !Kubectl.run("create", "-n", ENFORCED, "--dry-run=server", "-f", manifest("01-bare-pod"))
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
    void manifest_applied_comesOutAsCheckPredicts(Path file, Sandbox sandbox) throws IOException {
        var verdict = VERDICTS.get(file.getFileName().toString());
        if (Files.readString(file).contains("kind: Namespace")) {
            Kubectl.run("apply", "-f", file.toString());
        }
        for (var dryRun : List.of("server", "none")) {
            var answer = Kubectl.run(
                    "apply", "-n", namespace(verdict), "--dry-run=" + dryRun, "-o", "json", "-f", file.toString());
            assertThat(answer.warnings()).as("warnings").containsExactlyElementsOf(texts(verdict.path("warnings")));
            if (verdict.path("refused").asBoolean()) {
                assertThat(answer.code()).isEqualTo(1);
                assertThat(answer.refusal())
                        .isEqualTo(Kubectl.withoutFile(String.join("\n", texts(verdict.path("answers")))));
            } else {
                assertThat(answer.code()).as(answer.errors()).isZero();
                assertThat(stored(Json.parse(answer.output()))).isEqualTo(predicted(sandbox, verdict, file));
                if (dryRun.equals("none")) {
                    delete(namespace(verdict), file.toString());
                }
            }
        }
    }

    @Test
    void defaultNamespace_isEnforced_andAPodThereGetsASimulatedNodeAndRunsForReal() {
        var file = manifest("01-bare-pod");
        assertThat(Kubectl.json("get", "namespace", "default")
                        .at("/metadata/labels")
                        .path(LABEL)
                        .asText())
                .isEqualTo("true");
        Kubectl.must("apply", "-n", "default", "-f", file);
        try {
            Patience.within(SOON).untilAsserted(() -> {
                var pod = Kubectl.json("get", "pod", "bare", "-n", "default");
                assertThat(pod.at("/status/phase").asText())
                        .as(pod.toPrettyString())
                        .isEqualTo("Running");
                assertThat(pod.at("/metadata/annotations")
                                .path("autopilot.gke-local.dev/node")
                                .asText())
                        .startsWith("gk3-");
                assertThat(pod.at("/spec/nodeName").asText()).doesNotStartWith("gk3-");
            });
            assertThat(Kubectl.must("get", "nodes", "-o", "name")).contains("node/gk3-");
        } finally {
            delete("default", file);
        }
    }

    @Test
    void spotPod_isPlayedOnASimulatedNode() {
        var file = manifest("05-spot");
        Kubectl.must("apply", "-n", ENFORCED, "-f", file);
        try {
            Patience.within(SOON).untilAsserted(() -> {
                var pod = Kubectl.json("get", "pods", "-l", "app=cheap", "-n", ENFORCED)
                        .at("/items/0");
                assertThat(pod.at("/status/phase").asText())
                        .as(pod.toPrettyString())
                        .isEqualTo("Running");
                assertThat(pod.at("/spec/nodeName").asText()).startsWith("gk3-");
                assertThat(pod.at("/status/message").asText()).contains("nothing runs");
            });
        } finally {
            delete(ENFORCED, file);
        }
    }

    private static JsonNode checked(Sandbox sandbox) {
        var who = Kubectl.json("auth", "whoami").at("/status/userInfo");
        var version = sandbox.run("config", "show", "-o", "json")
                .orFail()
                .json()
                .at("/simulation/autopilot/cluster_version")
                .asText();
        var check = sandbox.run(
                "autopilot",
                "check",
                FOLDER.toString(),
                "--namespace",
                ENFORCED,
                "--cluster-version",
                version,
                "--bursting",
                "--user",
                who.path("username").asText(),
                "--groups",
                String.join(",", texts(who.path("groups"))),
                "-o",
                "json");
        assertThat(check.code()).as(check.all()).isEqualTo(7);
        assertThat(check.json().path("unreadable")).isEmpty();
        return check.json();
    }

    private static String namespace(JsonNode verdict) {
        var given = verdict.path("namespace").asText();
        return given.isEmpty() ? ENFORCED : given;
    }

    /** What the same server makes of the object that is predicted, where no webhook of ours is asked. */
    private static String predicted(Sandbox sandbox, JsonNode verdict, Path file) {
        var object = file.toString();
        if (verdict.has("admitted")) {
            var admitted = (ObjectNode) verdict.path("admitted").deepCopy();
            ((ObjectNode) admitted.path("metadata")).put("namespace", PLAIN);
            object = sandbox.write("predicted.json", admitted.toString()).toString();
        }
        return stored(Kubectl.json("create", "-n", PLAIN, "--dry-run=server", "-f", object));
    }

    /**
     * What counts: annotations and the whole specification, but for the gate, random names, and the order of tolerations: the API server adds
     * its own before webhooks are asked.
     */
    private static String stored(JsonNode object) {
        var spec = (ObjectNode) object.path("spec").deepCopy();
        spec.remove("schedulingGates");
        var tolerations = Json.items(spec.path("tolerations"))
                .map(JsonNode::toString)
                .sorted()
                .collect(Collectors.joining(","));
        spec.remove("tolerations");
        var annotations = Json.object();
        object.at("/metadata/annotations").properties().forEach(it -> annotations.set(it.getKey(), it.getValue()));
        annotations.remove("kubectl.kubernetes.io/last-applied-configuration");
        return (spec + "\n" + tolerations + "\n" + annotations)
                .replaceAll("kube-api-access-[a-z0-9]+", "kube-api-access-X")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UID");
    }

    private static void delete(String namespace, String file) {
        Kubectl.must("delete", "-n", namespace, "--wait=true", "--grace-period=1", "-f", file);
    }

    private static String manifest(String name) {
        return FOLDER.resolve(name + ".yaml").toString();
    }

    private static List<String> texts(JsonNode array) {
        return Json.items(array).map(JsonNode::asText).toList();
    }
}

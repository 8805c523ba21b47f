package dev.gkelocal.autopilot.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.admission.ClusterRules;
import dev.gkelocal.autopilot.core.manifest.Document;
import dev.gkelocal.autopilot.core.manifest.Manifests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckTest {
    private static final String BARE_DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: cart, namespace: shop}
            spec:
              replicas: 3
              selector: {matchLabels: {app: cart}}
              template:
                metadata: {labels: {app: cart}}
                spec:
                  containers:
                  - {name: cart, image: cart%s}
            """;

    @Test
    void deployment_withoutRequests_isChangedAndPriced() {
        // When
        var verdict = only(BARE_DEPLOYMENT.formatted(""));
        // Then
        assertThat(verdict.isRefused()).isFalse();
        assertThat(verdict.warnings())
                .containsExactly("autopilot-default-resources-mutator:Autopilot updated Deployment shop/cart: defaulted"
                        + " unspecified resources for containers [cart] (see http://g.co/gke/autopilot-defaults)");
        var footprint = verdict.footprint().orElseThrow();
        assertThat(footprint.requests().milliCpu()).isEqualTo(500);
        assertThat(footprint.requests().memoryBytes()).isEqualTo(2L << 30);
        assertThat(footprint.copies()).isEqualTo(new Copies.Fixed(3));
        assertThat(footprint.pod().usdPerMonth()).isEqualByComparingTo("23.47");
        assertThat(footprint.landing().orElseThrow().places())
                .singleElement()
                .satisfies(it -> assertThat(it.machineType()).startsWith("ek-standard-"));
    }

    @Test
    void objects_thatDifferInNamesOnly_landAlike_andThoseThatKeepApartDoNot() {
        var apart = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: apart}
                spec:
                  replicas: 3
                  selector: {matchLabels: {app: apart}}
                  template:
                    metadata: {labels: {app: apart}}
                    spec:
                      affinity:
                        podAntiAffinity:
                          requiredDuringSchedulingIgnoredDuringExecution:
                            - topologyKey: kubernetes.io/hostname
                              labelSelector: {matchLabels: {app: apart}}
                      containers: [{name: a, image: a, resources: {requests: {cpu: 500m, memory: 2Gi}}}]
                """;
        var together = BARE_DEPLOYMENT.formatted("");
        var text = together + "\n---\n" + together.replace("cart", "other") + "\n---\n" + apart;

        var landings =
                Check.of(Manifests.read("test.yaml", text), CheckSettings.of(ClusterRules.of(true))).verdicts().stream()
                        .map(it -> it.footprint().orElseThrow().landing().orElseThrow())
                        .toList();

        assertThat(landings.get(1)).isEqualTo(landings.getFirst());
        assertThat(landings.get(2).places()).extracting(Landing.Place::nodes).containsExactly(3);
    }

    @Test
    void deployment_withHostPort_isRefusedInTheEnvelopeThatKubectlPrints() {
        // When
        var verdict = only(BARE_DEPLOYMENT.formatted(", ports: [{containerPort: 80, hostPort: 80}]"));
        // Then
        assertThat(verdict.refusals()).singleElement().satisfies(it -> {
            assertThat(it.rule()).isEqualTo("autogke-no-host-port");
            assertThat(it.at()).hasToString("test.yaml:11");
            assertThat(it.fix()).contains("hostPort");
        });
        assertThat(verdict.answers())
                .singleElement()
                .asString()
                .startsWith(
                        "Error from server (GKE Warden constraints violations): error when creating \"test.yaml\": "
                                + "admission webhook \"warden-validating.common-webhooks.networking.gke.io\" denied the request: ")
                .contains(
                        "\nViolations details: {\"[denied by autogke-no-host-port]\":[\"container cart specifies host ports [80]")
                .endsWith("\nRequested by user: 'user@example.com', groups: 'system:authenticated'.");
    }

    @Test
    void controller_whosePodsTheNamespaceRefuses_saysSo() {
        // Given
        var namespace = """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}
                ---
                """;
        // When
        var verdict = only(namespace + BARE_DEPLOYMENT.formatted(""));
        // Then
        assertThat(verdict.refusals()).isNotEmpty().allSatisfy(it -> {
            assertThat(it.stage()).isEqualTo(Stage.POD_SECURITY);
            assertThat(it.rule()).isEqualTo("PodSecurity restricted:latest");
            assertThat(it.fix()).endsWith("and each of its Pods refused.");
        });
        assertThat(verdict.answers()).isEmpty();
    }

    @Test
    void object_inManagedNamespace_isRefusedByTheAuthorizerWhateverItsKind() {
        var verdict = only("{apiVersion: v1, kind: ConfigMap, metadata: {name: c, namespace: kube-system}}");

        assertThat(verdict.refusals())
                .singleElement()
                .satisfies(it -> assertThat(it.stage()).isEqualTo(Stage.AUTHORIZER));
        assertThat(verdict.answers())
                .singleElement()
                .asString()
                .contains("the namespace \"kube-system\" is managed and the request's verb \"create\" is denied");
    }

    @Test
    void pod_ofPerformanceClass_paysForItsNode() {
        var footprint = only("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  nodeSelector: {cloud.google.com/compute-class: Performance, cloud.google.com/machine-family: c3}
                  containers: [{name: c, image: c, resources: {requests: {cpu: 2, memory: 4Gi}}}]
                """).footprint().orElseThrow();

        assertThat(footprint.pod().usdPerHour()).isZero();
        assertThat(footprint.landing().orElseThrow().places())
                .singleElement()
                .satisfies(it -> assertThat(it.machineType()).startsWith("c3-"));
        assertThat(footprint.usdPerMonth()).isGreaterThan(new BigDecimal("50"));
    }

    /** Autopilot sheet 8, entry 23: the defaults that Autopilot injects collide with resources of the whole Pod. */
    @Test
    void pod_withResourcesOfItsOwn_isRefusedAfterTheInjectionOfDefaults() {
        var verdict = only("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  resources: {requests: {cpu: 500m, memory: 1Gi}}
                  containers: [{name: a, image: a}]
                """);

        assertThat(verdict.refusals())
                .anySatisfy(it -> assertThat(it.message())
                        .contains("must be greater than or equal to aggregate container requests"));
    }

    @Test
    void document_thatIsBroken_costsOnlyItself() {
        var report = check("a: b: c\n---\n" + BARE_DEPLOYMENT.formatted(""));

        assertThat(report.verdicts()).hasSize(1);
        assertThat(report.unreadable())
                .singleElement()
                .satisfies(it -> assertThat(it.at()).hasToString("test.yaml:1"));
    }

    @Test
    void object_withAnInvalidField_isRefusedBeforeAnyRule() {
        var verdict = only(BARE_DEPLOYMENT.formatted(", resources: {requests: {cpu: -1}}"));

        assertThat(verdict.refusals()).singleElement().satisfies(it -> {
            assertThat(it.stage()).isEqualTo(Stage.STRUCTURE);
            assertThat(it.field()).isEqualTo("spec.template.spec.containers[0].resources.requests[cpu]");
            assertThat(it.message()).isEqualTo("Invalid value: \"-1\": must be greater than or equal to 0");
        });
        assertThat(verdict.changes()).isEmpty();
    }

    @Test
    void kinds_thatNoRuleKnows_areCounted() {
        var widget = "{apiVersion: example.com/v1, kind: Widget, metadata: {name: w}}";

        var report = check(widget + "\n---\n" + widget);

        assertThat(report.verdicts()).isEmpty();
        assertThat(report.skipped()).containsExactly(Map.entry("Widget.example.com", 2));
    }

    @Test
    void computeClass_amongTheManifests_countsAsInstalled() {
        // Given
        var selecting = """
                apiVersion: v1
                kind: Pod
                metadata: {name: p}
                spec:
                  nodeSelector: {cloud.google.com/compute-class: fast}
                  containers: [{name: c, image: c}]
                """;
        var computeClass = """
                ---
                apiVersion: cloud.google.com/v1
                kind: ComputeClass
                metadata: {name: fast}
                spec: {priorities: [{machineFamily: c3}]}
                """;
        // Then
        assertThat(only(selecting).isRefused()).isTrue();
        assertThat(only(selecting + computeClass).isRefused()).isFalse();
    }

    @Test
    void object_thatWasAdmittedBefore_comesOutUnchanged() {
        var admitted = only(BARE_DEPLOYMENT.formatted("")).after();

        var again = Check.of(List.of(new Document.Parsed(admitted)), CheckSettings.of(ClusterRules.of(true)));

        assertThat(again.changed()).isZero();
    }

    private static String computeClass(String family) {
        return """
                apiVersion: cloud.google.com/v1
                kind: ComputeClass
                metadata: {name: fast}
                spec:
                  nodePoolAutoCreation: {enabled: true}
                  priorities: [{machineFamily: %s}]
                """.formatted(family);
    }

    @Test
    void computeClass_thatCanWork_isKeptWithoutAWord() {
        assertThat(check(computeClass("c3")).verdicts().getFirst().warnings()).isEmpty();
    }

    @Test
    void computeClass_ofAnUnknownFamily_isKeptAndSaidToBeMisconfigured() {
        var verdict = check(computeClass("c99")).verdicts().getFirst();
        assertThat(verdict.isRefused()).isFalse();
        assertThat(verdict.warnings())
                .containsExactly(
                        "compute class fast would be CrdMisconfigured=True (MachineFamilyNotFound): Machine family"
                                + " c99 is not a known family.");
    }

    @Test
    void workload_ofAMisconfiguredClass_isWarnedToo() {
        var text = computeClass("c99") + "\n---\n"
                + BARE_DEPLOYMENT
                        .formatted("")
                        .replace(
                                "      containers:",
                                "      nodeSelector: {cloud.google.com/compute-class: fast}\n      containers:");
        var report = Check.of(Manifests.read("test.yaml", text), CheckSettings.of(ClusterRules.of(true)));
        assertThat(report.verdicts().get(1).warnings()).anyMatch(it -> it.contains("MachineFamilyNotFound"));
    }

    @Test
    void workload_ofAClassThatNobodyHas_isRefused() {
        var verdict = only(BARE_DEPLOYMENT
                .formatted("")
                .replace(
                        "      containers:",
                        "      nodeSelector: {cloud.google.com/compute-class: slow}\n      containers:"));
        assertThat(verdict.refusals())
                .anyMatch(it -> it.message().contains("'cloud.google.com/compute-class:slow' is not supported"));
    }

    private static Verdict only(String manifest) {
        var report = check(manifest);
        assertThat(report.unreadable()).isEmpty();
        return report.verdicts().stream()
                .filter(it -> it.footprint().isPresent() || it.isRefused())
                .findFirst()
                .orElseThrow();
    }

    private static Report check(String manifest) {
        return Check.of(Manifests.read("test.yaml", manifest), CheckSettings.of(ClusterRules.of(true)));
    }
}

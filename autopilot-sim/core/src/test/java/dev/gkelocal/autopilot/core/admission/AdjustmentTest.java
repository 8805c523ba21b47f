package dev.gkelocal.autopilot.core.admission;

import static dev.gkelocal.autopilot.core.admission.Vectors.container;
import static dev.gkelocal.autopilot.core.admission.Vectors.object;
import static dev.gkelocal.autopilot.core.admission.Vectors.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdjustmentTest {
    private static final ClusterRules BURSTING = ClusterRules.of(true);
    private static final ClusterRules OF_2023 = ClusterRules.of(false, ClusterVersion.of("1.27.3-gke.100"));

    private static String annotation(Mutation mutation) {
        return mutation.object()
                .get("metadata")
                .get("annotations")
                .get("autopilot.gke.io/resource-adjustment")
                .text();
    }

    private static String warning(String kind, ClusterRules cluster, String... containers) {
        return String.join(
                "|", Admission.mutate(object(kind, spec(containers)), cluster).warnings());
    }

    @Test
    void annotation_ofABareContainerIn2023_isThePublishedSample() {
        var mutation = Admission.mutate(object("Deployment", "{\"containers\":[{\"name\":\"c\"}]}"), OF_2023);

        assertThat(annotation(mutation))
                .isEqualTo(
                        "{\"input\":{\"containers\":[{\"name\":\"c\"}]},\"output\":{\"containers\":[{\"limits\":{\"cpu\":\"500m\","
                                + "\"ephemeral-storage\":\"1Gi\",\"memory\":\"2Gi\"},\"requests\":{\"cpu\":\"500m\",\"ephemeral-storage\":"
                                + "\"1Gi\",\"memory\":\"2Gi\"},\"name\":\"c\"}]},\"modified\":true}");
        assertThat(mutation.object()
                        .get("metadata")
                        .get("annotations")
                        .get("autopilot.gke.io/warden-version")
                        .text())
                .isEqualTo("2.7.41");
    }

    @Test
    void annotation_ofABurstingClusterIn2026_isTheObservedOne() {
        var mutation = Admission.mutate(
                object("Deployment", spec(container("replicated", "100m/100Mi/1Gi", "500m/500Mi/1Gi"))), BURSTING);

        assertThat(annotation(mutation))
                .isEqualTo(
                        "{\"input\":{\"containers\":[{\"limits\":{\"cpu\":\"500m\",\"ephemeral-storage\":\"1Gi\",\"memory\":"
                                + "\"500Mi\"},\"requests\":{\"cpu\":\"100m\",\"ephemeral-storage\":\"1Gi\",\"memory\":\"100Mi\"},\"name\":"
                                + "\"replicated\"}]},\"output\":{\"containers\":[{\"limits\":{\"cpu\":\"500m\",\"ephemeral-storage\":\"1Gi\","
                                + "\"memory\":\"500Mi\"},\"requests\":{\"cpu\":\"100m\",\"ephemeral-storage\":\"1Gi\",\"memory\":\"103Mi\"},"
                                + "\"name\":\"replicated\"}]},\"computeClassAtAdmission\":\"Default\",\"modified\":true}");
    }

    @Test
    void annotation_namesInitContainersFirst() {
        var pod = Json.read(spec(container("c", "-"))).with("initContainers", Json.read("[{\"name\":\"i\"}]"));

        assertThat(annotation(Admission.mutate(object("Pod", pod), BURSTING)))
                .startsWith(
                        "{\"input\":{\"initContainers\":[{\"name\":\"i\"}],\"containers\":[{\"name\":\"c\"}]},\"output\":"
                                + "{\"initContainers\":[{\"limits\":");
    }

    @Test
    void annotation_ofAnUntouchedObject_isWrittenOnlyBySetting() {
        var fine = object("Pod", spec(container("c", "1/4Gi/1Gi", "1/4Gi/1Gi")));
        var settings = new AdmissionSettings(
                AdmissionSettings.Rounding.UP,
                AdmissionSettings.BurstingLimits.KEPT,
                AdmissionSettings.OneMissing.DERIVED,
                10,
                true,
                Map.of());

        assertThat(annotation(Admission.mutate(fine, BURSTING))).isEmpty();
        assertThat(annotation(Admission.mutate(fine, BURSTING.with(settings)))).endsWith("\"modified\":false}");
    }

    @Test
    void warnings_ofToday_areInTheProductionWording() {
        assertThat(warning("Deployment", BURSTING, container("a", "-"), container("b", "-")))
                .isEqualTo(
                        "autopilot-default-resources-mutator:Autopilot updated Deployment ns/x: defaulted unspecified resources for"
                                + " containers [a, b] (see http://g.co/gke/autopilot-defaults)");
        assertThat(warning("Deployment", BURSTING, container("mysql", "-/1Gi")))
                .isEqualTo(
                        "autopilot-default-resources-mutator:Autopilot updated Deployment ns/x: defaulted unspecified 'cpu' resource"
                                + " for containers [mysql] (see http://g.co/gke/autopilot-defaults).");
        assertThat(warning("Deployment", ClusterRules.of(false), container("nginx", "500m/2Gi", "1/4Gi")))
                .isEqualTo(
                        "autopilot-default-resources-mutator:Autopilot updated Deployment ns/x: adjusted resources to meet"
                                + " requirements for containers [nginx] (see http://g.co/gke/autopilot-resources)");
        assertThat(warning(
                        "Deployment",
                        ClusterRules.of(false),
                        container("mongodb", "100m/100Mi"),
                        container("metrics", "-")))
                .isEqualTo(
                        "autopilot-default-resources-mutator:Autopilot updated Deployment ns/x: defaulted unspecified resources for"
                                + " containers [metrics] (see http://g.co/gke/autopilot-defaults), and adjusted resources to meet requirements"
                                + " for containers [mongodb] (see http://g.co/gke/autopilot-resources)");
    }

    @Test
    void warnings_of2021_areInTheirWording() {
        var cluster = ClusterRules.of(false, ClusterVersion.of("1.21.5-gke.1"));

        assertThat(warning("DaemonSet", cluster, container("a", "-")))
                .isEqualTo(
                        "Autopilot set default resource requests for DaemonSet ns/x, as resource requests were not specified. See"
                                + " http://g.co/gke/autopilot-defaults.");
        assertThat(warning("DaemonSet", cluster, container("a", "1m/1Mi", "1m/1Mi")))
                .isEqualTo("Autopilot increased resource requests for DaemonSet ns/x to meet requirements. See"
                        + " http://g.co/gke/autopilot-resources.");
        assertThat(warning("Deployment", cluster, container("a", "-"), container("b", "10m/10Mi")))
                .startsWith(
                        "Autopilot set default resource requests on Deployment ns/x for container a, as resource requests");
    }

    @Test
    void warning_forEphemeralStorageAlone_isNotGiven() {
        assertThat(warning("StatefulSet", BURSTING, container("openwebui", "1/1Gi", "1/1Gi")))
                .isEmpty();
    }

    @Test
    void limitWithoutRequest_isSilentInAPod_andToldInATemplate() {
        var limited =
                "{\"name\":\"c\",\"resources\":{\"limits\":{\"cpu\":\"1\",\"memory\":\"4Gi\",\"nvidia.com/gpu\":\"1\"},"
                        + "\"requests\":{\"cpu\":\"1\",\"memory\":\"4Gi\",\"ephemeral-storage\":\"1Gi\"}}}";

        assertThat(warning("Pod", BURSTING, limited)).isEmpty();
        assertThat(warning("StatefulSet", BURSTING, limited))
                .isEqualTo(
                        "autopilot-default-resources-mutator:Autopilot updated StatefulSet ns/x: defaulted unspecified"
                                + " 'nvidia.com/gpu' resource for containers [c] (see http://g.co/gke/autopilot-defaults).");
    }

    @Test
    void malformedAmount_isNotJudged_andSaysSo() {
        var broken = object("Pod", spec(container("c", "much/1Gi")));

        var mutation = Admission.mutate(broken, BURSTING);

        assertThat(mutation.object()).isSameAs(broken);
        assertThat(mutation.warnings())
                .containsExactly(
                        "Autopilot rules were not applied to Pod ns/x: spec.containers[0].resources.requests.cpu: \"much\" is"
                                + " no quantity");
    }

    @Test
    void otherObjects_passUnchanged() {
        var service = Json.read("{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"spec\":{}}");
        var odd = Json.read("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"spec\":[]}");

        assertThat(Admission.mutate(service, BURSTING).object()).isSameAs(service);
        assertThat(Admission.mutate(odd, BURSTING).object()).isSameAs(odd);
        assertThat(Admission.mutate(Value.ABSENT, BURSTING).isModified()).isFalse();
    }

    @Test
    void changes_nameRulePathAndNumbers() {
        var mutation = Admission.mutate(object("Deployment", spec(container("c", "100m/100Mi/1Gi"))), BURSTING);

        assertThat(mutation.changes())
                .filteredOn(it -> it.rule() == Rule.MEMORY_BY_RATIO)
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.path()).hasToString("spec.template.spec.containers[0].resources.requests.memory");
                    assertThat(it.before().text()).isEqualTo("100Mi");
                    assertThat(it.after().text()).isEqualTo("103Mi");
                    assertThat(it.reason()).isEqualTo("the Pod's sum is 100Mi; cpu 100m at 1 GiB per vCPU needs 103Mi");
                });
    }
}

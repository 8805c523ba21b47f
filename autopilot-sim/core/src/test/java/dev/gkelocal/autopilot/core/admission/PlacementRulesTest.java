package dev.gkelocal.autopilot.core.admission;

import static dev.gkelocal.autopilot.core.admission.Vectors.container;
import static dev.gkelocal.autopilot.core.admission.Vectors.object;
import static dev.gkelocal.autopilot.core.admission.Vectors.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Value;
import org.junit.jupiter.api.Test;

class PlacementRulesTest {
    private static final ClusterRules BURSTING = ClusterRules.of(true);

    private static Value admitted(String field, String json) {
        var pod = Json.read(spec(container("c", "2/8Gi/1Gi", "2/8Gi/1Gi"))).with(field, Json.read(json));
        return Vectors.podSpec(Admission.mutate(object("Pod", pod), BURSTING).object());
    }

    @Test
    void everyPod_getsSeccompAndLosesNetRaw() {
        var mutated = admitted("hostname", "\"h\"");

        assertThat(mutated.get(Path.of("securityContext", "seccompProfile", "type"))
                        .text())
                .isEqualTo("RuntimeDefault");
        assertThat(Json.write(mutated.get(Path.of("containers", "0", "securityContext"))))
                .isEqualTo("{\"capabilities\":{\"drop\":[\"NET_RAW\"]}}");
    }

    @Test
    void ownSecurityChoices_stay() {
        var mutated = admitted("securityContext", "{\"seccompProfile\":{\"type\":\"Unconfined\"},\"runAsUser\":7}");
        var capable = Json.read(
                "{\"containers\":[{\"name\":\"c\",\"securityContext\":{\"capabilities\":{\"add\":[\"NET_RAW\"]}}},"
                        + "{\"name\":\"d\",\"securityContext\":{\"capabilities\":{\"drop\":[\"ALL\"]}}}]}");
        var kept = Vectors.podSpec(
                Admission.mutate(object("Pod", capable), BURSTING).object());

        assertThat(Json.write(mutated.get("securityContext")))
                .isEqualTo("{\"seccompProfile\":{\"type\":\"Unconfined\"},\"runAsUser\":7}");
        assertThat(Json.write(kept)).doesNotContain("\"drop\":[\"NET_RAW\"]").contains("\"drop\":[\"ALL\"]}");
    }

    @Test
    void preemptibleSelector_becomesSpot() {
        var mutated = admitted("nodeSelector", "{\"cloud.google.com/gke-preemptible\":\"true\",\"a\":\"b\"}");
        var byAffinity = admitted("affinity", """
                {"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[
                {"key":"cloud.google.com/gke-preemptible","operator":"In","values":["true"]}]}]}}}""");

        assertThat(Json.write(mutated.get("nodeSelector")))
                .isEqualTo("{\"cloud.google.com/gke-spot\":\"true\",\"a\":\"b\"}");
        assertThat(mutated.get("tolerations").get(0).get("key").text()).isEqualTo("cloud.google.com/gke-spot");
        assertThat(Json.write(byAffinity)).contains("gke-spot").doesNotContain("preemptible");
    }

    @Test
    void toleration_thatIsThereInAnyForm_isNotAddedAgain() {
        var mutated = admitted("tolerations", "[{\"operator\":\"Exists\"}]");

        assertThat(mutated.get("tolerations").items()).hasSize(1);
    }

    @Test
    void architecture_asked_isTolerated() {
        var arm = admitted("nodeSelector", "{\"kubernetes.io/arch\":\"arm64\"}");
        var both = admitted("affinity", """
                {"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[
                {"key":"kubernetes.io/arch","operator":"In","values":["amd64","arm64"]}]}]}}}""");

        assertThat(arm.get("tolerations").items())
                .singleElement()
                .satisfies(it -> assertThat(it.get("value").text()).isEqualTo("arm64"));
        assertThat(both.get("tolerations").items())
                .extracting(it -> it.get("value").text())
                .containsExactly("amd64", "arm64");
    }

    @Test
    void performancePod_hasANodeOfItsOwn() {
        var mutated = admitted("nodeSelector", "{\"cloud.google.com/compute-class\":\"Performance\"}");

        var resources = mutated.get("containers").get(0).get("resources");
        assertThat(resources.get("requests").get("cloud.google.com/pod-slots").text())
                .isEqualTo("1");
        assertThat(resources.get("limits").get("cloud.google.com/pod-slots").text())
                .isEqualTo("1");
        assertThat(mutated.get("nodeSelector")
                        .get("cloud.google.com/pod-isolation")
                        .text())
                .isEqualTo("2");
    }

    @Test
    void sandboxedPod_isMarkedPerContainer() {
        var pod = Json.read(spec(container("a", "1/4Gi"), container("b", "1/4Gi")))
                .with("runtimeClassName", Value.of("gvisor"));

        var mutated = Admission.mutate(object("Deployment", pod), BURSTING).object();

        assertThat(mutated.get(Path.of("spec", "template", "metadata", "annotations"))
                        .texts())
                .containsEntry("dev.gvisor.internal.seccomp.a", "RuntimeDefault")
                .containsEntry("dev.gvisor.internal.seccomp.b", "RuntimeDefault");
    }
}

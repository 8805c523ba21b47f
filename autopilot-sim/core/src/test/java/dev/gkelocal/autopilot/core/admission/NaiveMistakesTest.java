package dev.gkelocal.autopilot.core.admission;

import static dev.gkelocal.autopilot.core.admission.Vectors.container;
import static dev.gkelocal.autopilot.core.admission.Vectors.limits;
import static dev.gkelocal.autopilot.core.admission.Vectors.object;
import static dev.gkelocal.autopilot.core.admission.Vectors.requests;
import static dev.gkelocal.autopilot.core.admission.Vectors.spec;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.autopilot.core.classes.Accelerators;
import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Json;
import dev.gkelocal.autopilot.core.manifest.Problem;
import dev.gkelocal.autopilot.core.manifest.Shape;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.autopilot.core.manifest.Workload;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a naive simulator gets wrong (autopilot sheet, section 8): the entries that are about admission, by their number. */
class NaiveMistakesTest {
    private static final ClusterRules BURSTING = ClusterRules.of(true);
    private static final ClusterRules FIXED = ClusterRules.of(false);

    private static Value mutate(String podSpec, ClusterRules cluster) {
        return Admission.mutate(object("Deployment", podSpec), cluster).object();
    }

    private static Value with(String podSpec, String field, String json) {
        return Json.read(podSpec).with(field, Json.read(json));
    }

    private static Value classed(String name, String... containers) {
        return with(spec(containers), "nodeSelector", "{\"cloud.google.com/compute-class\":\"" + name + "\"}");
    }

    @Test
    void entry1_rules_areAppliedToThePodsSum_andCreditedToTheFirstContainer() {
        var mutated = mutate(spec(container("a", "100m/256Mi"), container("b", "100m/256Mi")), FIXED);

        assertThat(requests(mutated, 0)).isEqualTo("150m/256Mi/1Gi");
        assertThat(requests(mutated, 1)).isEqualTo("100m/256Mi/1Gi");
    }

    @Test
    void entry1_primaryContainerAnnotation_namesTheOneThatIsCredited() {
        var pod = object("Pod", spec(container("a", "100m/256Mi"), container("b", "100m/256Mi")))
                .with(
                        "metadata",
                        Json.read("{\"name\":\"x\",\"annotations\":{\"autopilot.gke.io/primary-container\":\"b\"}}"));
        var before127 = ClusterRules.of(false, ClusterVersion.of("1.26.5-gke.1"));

        assertThat(requests(Admission.mutate(pod, FIXED).object(), 1)).isEqualTo("150m/256Mi/1Gi");
        assertThat(requests(Admission.mutate(pod, before127).object(), 0)).isEqualTo("150m/256Mi/1Gi");
    }

    @Test
    void entry2_burstingFlag_changesMinimumStepAndLimits() {
        var given = spec(container("c", "60m/64Mi", "1/1Gi"));

        assertThat(requests(mutate(given, BURSTING), 0)).isEqualTo("60m/64Mi/1Gi");
        assertThat(limits(mutate(given, BURSTING), 0)).isEqualTo("1/1Gi/1Gi");
        assertThat(requests(mutate(given, FIXED), 0)).isEqualTo("250m/512Mi/1Gi");
        assertThat(limits(mutate(given, FIXED), 0)).isEqualTo("250m/512Mi/1Gi");
    }

    @Test
    void entry3_requests_areRaisedNeverLowered() {
        assertThat(requests(mutate(spec(container("c", "4/1Gi")), BURSTING), 0)).isEqualTo("4/4Gi/1Gi");
        assertThat(requests(mutate(spec(container("c", "100m/13Gi")), BURSTING), 0))
                .isEqualTo("2/13Gi/1Gi");
    }

    @Test
    void entry4_ratio_is6656MebibytesPerVcpuRoundedUp() {
        assertThat(requests(mutate(spec(container("c", "50m/512Mi")), BURSTING), 0))
                .isEqualTo("77m/512Mi/1Gi");
        assertThat(requests(mutate(spec(container("c", "50m/1024Mi")), BURSTING), 0))
                .isEqualTo("154m/1Gi/1Gi");
        assertThat(requests(mutate(spec(container("c", "50m/332Mi")), BURSTING), 0))
                .isEqualTo("50m/332Mi/1Gi");
        assertThat(requests(mutate(spec(container("c", "50m/333Mi")), BURSTING), 0))
                .isEqualTo("51m/333Mi/1Gi");
    }

    @Test
    void entry5_requiredAntiAffinity_isNotRaised_butABelowMinimumPodIs() {
        var apart = with(
                spec(container("c", "250m/512Mi")),
                "affinity",
                "{\"podAntiAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":[{\"topologyKey\":\"kubernetes.io/hostname\"}]}}");

        assertThat(requests(Admission.mutate(object("Pod", apart), BURSTING).object(), 0))
                .isEqualTo("250m/512Mi/1Gi");
        assertThat(requests(mutate(spec(container("c", "1m/1Mi")), BURSTING), 0))
                .isEqualTo("50m/52Mi/1Gi");
    }

    @Test
    void entry6_initContainers_keepSmallRequests_getTheTotalWhereMissing_andLoseLimitsAboveRequests() {
        var pod = with(
                spec(container("a", "500m/2Gi"), container("b", "500m/2Gi")),
                "initContainers",
                "[" + container("small", "100m/10Mi", "100m/50Mi") + "," + container("bare", "-") + "]");

        var fixed = Vectors.podSpec(Admission.mutate(object("Pod", pod), FIXED).object())
                .get("initContainers");

        assertThat(Vectors.amounts(fixed.get(0), "requests")).isEqualTo("100m/10Mi/2Gi");
        assertThat(Vectors.amounts(fixed.get(0), "limits")).isEqualTo("100m/10Mi/2Gi");
        assertThat(Vectors.amounts(fixed.get(1), "requests")).isEqualTo("1/4Gi/2Gi");
    }

    @Test
    void entry6_sidecars_countInTheSumLikeAppContainers() {
        var pod = with(
                spec(container("a", "200m/256Mi")),
                "initContainers",
                "[{\"name\":\"proxy\",\"restartPolicy\":\"Always\",\"resources\":{\"requests\":{\"cpu\":\"100m\",\"memory\":\"256Mi\"}}}]");

        var mutated = Admission.mutate(object("Pod", pod), FIXED).object();

        assertThat(requests(mutated, 0)).isEqualTo("400m/256Mi/1Gi");
        assertThat(Vectors.amounts(
                        Vectors.podSpec(mutated).get("initContainers").get(0), "requests"))
                .isEqualTo("100m/256Mi/1Gi");
    }

    @Test
    void entry7_ephemeralStorage_isDefaultedAndNeverBursts_customClassesHaveNoCap() {
        var mutated = mutate(spec(container("c", "1/4Gi", "2/8Gi")), BURSTING);
        var mine = BURSTING.with(Map.of("mine", CustomClass.ofMachines("mine")));
        var large = object("Pod", classed("mine", container("c", "1/4Gi/200Gi")));

        assertThat(requests(mutated, 0)).isEqualTo("1/4Gi/1Gi");
        assertThat(limits(mutated, 0)).isEqualTo("2/8Gi/1Gi");
        assertThat(BURSTING.classOf(mutated, Workload.of(mutated).orElseThrow())
                        .rules()
                        .maximum()
                        .ephemeralBytes())
                .isEqualTo(10L << 30);
        assertThat(mine.classOf(large, Workload.of(large).orElseThrow())
                        .rules()
                        .maximum()
                        .ephemeralBytes())
                .isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Pod",
                "Deployment",
                "StatefulSet",
                "DaemonSet",
                "ReplicaSet",
                "ReplicationController",
                "Job",
                "CronJob"
            })
    void entry11_everyKind_isChangedInItsTemplateAndAnnotatedOnItself_once(String kind) {
        var mutation = Admission.mutate(object(kind, spec(container("c", "-"))), FIXED);

        assertThat(requests(mutation.object(), 0)).isNotEqualTo("-/-/-");
        assertThat(mutation.object().get("metadata").get("annotations").entries())
                .containsKeys("autopilot.gke.io/resource-adjustment", "autopilot.gke.io/warden-version");
        assertThat(mutation.warnings()).singleElement().asString().contains(kind + " ns/x");
        assertThat(Admission.mutate(mutation.object(), FIXED)).isEqualTo(Mutation.none(mutation.object()));
    }

    @Test
    void entry11_podOfAnAdjustedController_comesOutWithoutAdjustment() {
        var controller = mutate(spec(container("c", "-")), BURSTING);
        var pod = object("Pod", Vectors.podSpec(controller));

        assertThat(Admission.mutate(pod, BURSTING).isModified()).isFalse();
    }

    @Test
    void entry12_tolerations_areAddedForSpotClassSandboxAndArchitecture() {
        var given = Json.read(spec(container("c", "1/4Gi")))
                .with("runtimeClassName", Value.of("gvisor"))
                .with("nodeSelector", Json.read("""
                        {"cloud.google.com/gke-spot":"true","cloud.google.com/compute-class":"Balanced"}"""));

        var mutated =
                Vectors.podSpec(Admission.mutate(object("Pod", given), BURSTING).object());

        assertThat(mutated.get("tolerations").items().stream()
                        .map(it -> it.get("key").text() + "=" + it.get("value").text() + ":"
                                + it.get("effect").text()))
                .containsExactly(
                        "cloud.google.com/gke-spot=true:NoSchedule",
                        "cloud.google.com/compute-class=Balanced:NoSchedule",
                        "sandbox.gke.io/runtime=gvisor:NoSchedule",
                        "kubernetes.io/arch=amd64:NoSchedule");
        assertThat(mutated.get("nodeSelector").get("sandbox.gke.io/runtime").text())
                .isEqualTo("gvisor");
    }

    @Test
    void entry19_gpus_areBumpedByCountAndCpu_andBringTheirToleration() {
        var p100 = Accelerators.find("nvidia-tesla-p100").orElseThrow();
        var gpu = with(
                "{\"containers\":[{\"name\":\"c\",\"resources\":{\"limits\":{\"nvidia.com/gpu\":\"1\"}}}]}",
                "initContainers",
                "[" + container("fetch", "-") + "]");

        var mutated =
                Vectors.podSpec(Admission.mutate(object("Pod", gpu), BURSTING).object());

        assertThat(p100.countFor(3)).contains(4);
        assertThat(p100.countFor(1, 18_000)).contains(2);
        assertThat(p100.countFor(5)).isEmpty();
        assertThat(mutated.get("tolerations").get(0).texts())
                .isEqualTo(Map.of("key", "nvidia.com/gpu", "operator", "Exists", "effect", "NoSchedule"));
        assertThat(mutated.get("initContainers")
                        .get(0)
                        .get("resources")
                        .get("requests")
                        .entries())
                .containsOnlyKeys("ephemeral-storage");
        assertThat(mutate(spec(container("c", "1/4Gi")), BURSTING).toString()).doesNotContain("nvidia.com/gpu");
    }

    @Test
    void entry23_podLevelResources_areStillDefaultedPerContainer_soThatTheApiServerRefuses() {
        var seven = with(
                spec(container("main", "-"), container("b", "-"), container("c", "-")),
                "resources",
                "{\"requests\":{\"cpu\":\"2\",\"memory\":\"4Gi\"}}");
        var performance = seven.with("nodeSelector", Json.read("{\"cloud.google.com/compute-class\":\"Performance\"}"));

        var problems =
                Shape.check(Admission.mutate(object("Pod", seven), BURSTING).object());

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "spec.resources.requests[memory]: Invalid value: \"4Gi\": must be greater than or equal to"
                                + " aggregate container requests of 6Gi");
        assertThat(Shape.check(
                        Admission.mutate(object("Pod", performance), BURSTING).object()))
                .isEmpty();
    }

    @Test
    void entry27_clusterVersion_changesClassesMaximaWordingAndFeatures() {
        var old = ClusterVersion.of("1.24.9-gke.1");
        var given = object("Deployment", spec(container("c", "-")));
        var older = new ClusterRules(
                new ClusterTraits(false, old, Set.of("older-maximum")), Map.of(), AdmissionSettings.DEFAULTS);
        var named = object("Pod", classed("autopilot-spot", container("c", "1/4Gi")));

        assertThat(older.classOf(given, Workload.of(given).orElseThrow())
                        .rules()
                        .maximum()
                        .milliCpu())
                .isEqualTo(28_000);
        assertThat(older.classOf(named, Workload.of(named).orElseThrow()).supported())
                .isFalse();
        assertThat(BURSTING.classOf(named, Workload.of(named).orElseThrow()).supported())
                .isTrue();
        assertThat(Admission.mutate(given, older).warnings())
                .isEqualTo(List.of(
                        "Autopilot set default resource requests for Deployment ns/x, as resource requests were not"
                                + " specified. See http://g.co/gke/autopilot-defaults."));
        assertThat(Vectors.podSpec(Admission.mutate(given, older).object())
                        .get("tolerations")
                        .isSet())
                .isFalse();
    }
}

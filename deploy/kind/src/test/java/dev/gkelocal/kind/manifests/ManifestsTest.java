package dev.gkelocal.kind.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.kind.manifests.RouteSettings.ControllerChoice;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManifestsTest {
    @Test
    void manifests_ofEqualSettings_areEqualText() {
        assertThat(ManifestFiles.stream(Manifests.of(Rendered.settings())))
                .isEqualTo(ManifestFiles.stream(Manifests.of(Rendered.settings())));
    }

    @Test
    void objects_haveTheLabelsByWhichTheyAreFoundAndPruned() {
        assertThat(Manifests.of(Rendered.settings()))
                .allSatisfy(it -> assertThat(it.getMetadata().getLabels())
                        .containsAllEntriesOf(Labels.PLATFORM)
                        .containsKey(Labels.NAME));
    }

    @Test
    void files_nameEachObjectOnce() {
        var objects = Manifests.of(Rendered.settings());
        assertThat(ManifestFiles.files(objects))
                .hasSameSizeAs(objects)
                .containsKeys("0-namespaces/namespace-gke-local.yaml", "gke-local/statefulset-kafka.yaml");
    }

    @Test
    void pods_ofOurNamespace_keepToTheRestrictedLevel() {
        assertThat(Rendered.pods(Rendered.settings())
                        .filter(it ->
                                !"ingress".equals(it.getMetadata().getLabels().get(Labels.COMPONENT))))
                .hasSize(7)
                .allSatisfy(pod -> {
                    var security = pod.getSpec().getSecurityContext();
                    assertThat(security.getRunAsNonRoot()).isTrue();
                    assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
                    assertThat(pod.getSpec().getContainers()).allSatisfy(it -> {
                        var context = it.getSecurityContext();
                        assertThat(context.getReadOnlyRootFilesystem()).isTrue();
                        assertThat(context.getAllowPrivilegeEscalation()).isFalse();
                        assertThat(context.getCapabilities().getDrop()).containsExactly("ALL");
                        assertThat(it.getPorts())
                                .allSatisfy(
                                        port -> assertThat(port.getHostPort()).isNull());
                    });
                });
        assertThat(Rendered.all(Namespace.class, Rendered.settings()))
                .filteredOn(it -> it.getMetadata().getName().equals("gke-local"))
                .singleElement()
                .satisfies(it -> assertThat(it.getMetadata().getLabels())
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    }

    @Test
    void pods_haveRequestsALimitOfMemoryAndProbes() {
        assertThat(Rendered.pods(Rendered.settings()))
                .allSatisfy(pod -> assertThat(pod.getSpec().getContainers()).allSatisfy(it -> {
                    assertThat(it.getResources().getRequests()).containsKeys("cpu", "memory");
                    assertThat(it.getResources().getLimits()).containsOnlyKeys("memory");
                    assertThat(it.getReadinessProbe()).isNotNull();
                }));
    }

    @Test
    void pods_seeTheKubernetesApi_onlyWithRightsThere() {
        var settings = Rendered.settings();
        assertThat(Rendered.pods(settings)
                        .filter(it -> Boolean.TRUE.equals(it.getSpec().getAutomountServiceAccountToken()))
                        .map(it -> it.getSpec().getServiceAccountName()))
                .containsExactlyInAnyOrder("cloudrun-sim", "autopilot-sim", "prometheus", "nginx-ingress");
    }

    @Test
    void rights_nameNoWildcardAndNeverTheirOwnRoles() {
        var settings = Rendered.settings();
        assertThat(Rendered.all(ClusterRole.class, settings))
                .allSatisfy(role -> assertThat(role.getRules()).allSatisfy(it -> {
                    assertThat(it.getVerbs()).doesNotContain("*", "escalate", "bind", "impersonate");
                    assertThat(it.getResources()).doesNotContain("*");
                    assertThat(it.getApiGroups()).doesNotContain("rbac.authorization.k8s.io");
                }));
        assertThat(Rendered.all(Role.class, settings))
                .extracting(it -> it.getMetadata().getNamespace())
                .contains("gke-local-run");
    }

    @Test
    void configuration_change_replacesThePods() {
        // Given
        var settings = Rendered.settings();
        var configuration = new TreeMap<>(settings.configuration());
        configuration.put("gkelocal.log_level", "debug");
        // When
        var changed = new PlatformSettings(
                settings.namespace(),
                settings.instancesNamespace(),
                settings.images(),
                settings.without(),
                configuration,
                settings.replicas(),
                settings.broker(),
                settings.routes(),
                settings.monitoring(),
                settings.surroundings(),
                settings.switches());
        // Then
        assertThat(hash(changed, "platform-api")).isNotEqualTo(hash(settings, "platform-api"));
    }

    private static String hash(PlatformSettings settings, String name) {
        return Rendered.all(Deployment.class, settings).stream()
                .filter(it -> it.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow()
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getAnnotations()
                .get(ProgramPod.SETTINGS_HASH);
    }

    @Test
    void services_areToldThatTheyRunInACluster() {
        assertThat(arguments("cloudrun-sim"))
                .contains(
                        "\"-Dgkelocal.kubernetes.namespace=gke-local\"",
                        "\"-Dgkelocal.kubernetes.instances_namespace=gke-local-run\"",
                        "\"-Dgkelocal.kubernetes.public_port=8080\"",
                        "\"-Dgkelocal.kubernetes.registry=localhost:5001\"",
                        "\"-Dgkelocal.kubernetes.registry_address=http://172.18.0.3:5000\"",
                        "\"-Dgkelocal.kafka.bootstrap=kafka.gke-local.svc:19092\"",
                        "\"-Dgkelocal.observability.otlp_endpoint=http://jaeger.gke-local.svc:4317\"",
                        "\"-Dquarkus.http.host=0.0.0.0\"",
                        "\"-Dquarkus.http.port=8081\"",
                        "\"-Dquarkus.management.host=0.0.0.0\"");
        assertThat(arguments("kafka"))
                .contains(
                        "\"-Dgkelocal.kafka.listen=0.0.0.0\"",
                        "\"-Dgkelocal.kafka.advertised=kafka.gke-local.svc:19092\"");
    }

    private static List<String> arguments(String component) {
        return arguments(component, Rendered.settings());
    }

    private static List<String> arguments(String component, PlatformSettings settings) {
        return Rendered.all(ConfigMap.class, settings).stream()
                .filter(it -> it.getMetadata().getName().equals(component))
                .findFirst()
                .orElseThrow()
                .getData()
                .get("settings.args")
                .lines()
                .toList();
    }

    @Test
    void component_leftOut_leavesNothingBehind() {
        var settings = Rendered.settings(Set.of(Component.GRAFANA, Component.JAEGER), Map.of(), ControllerChoice.NONE);
        assertThat(Manifests.of(settings))
                .extracting(it -> it.getMetadata().getName())
                .contains("prometheus")
                .noneMatch(it -> it.contains("grafana") || it.contains("jaeger"));
        assertThat(Rendered.all(Ingress.class, settings)).isEmpty();
    }

    @Test
    void replicas_moreThanOne_areSpreadAndKeptFromLeavingTogether() {
        var settings = Rendered.settings(Set.of(), Map.of(Component.CLOUDRUN_SIM, 2), ControllerChoice.EXISTING);
        assertThat(Rendered.all(PodDisruptionBudget.class, settings))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1));
        var deployment = Rendered.all(Deployment.class, settings).stream()
                .filter(it -> it.getMetadata().getName().equals("cloudrun-sim"))
                .findFirst()
                .orElseThrow()
                .getSpec();
        assertThat(deployment.getReplicas()).isEqualTo(2);
        assertThat(deployment.getStrategy().getType()).isEqualTo("RollingUpdate");
        assertThat(deployment.getTemplate().getSpec().getTopologySpreadConstraints())
                .extracting(it -> it.getTopologyKey())
                .containsExactly("topology.kubernetes.io/zone", "kubernetes.io/hostname");
    }

    @Test
    void service_ofReplicas_leadsToTheOneThatLeads() {
        // Given
        var several = Rendered.settings(Set.of(), Map.of(Component.CLOUDRUN_SIM, 2), ControllerChoice.EXISTING);
        // When
        var one = service(Rendered.settings());
        var ofSeveral = service(several);
        // Then
        assertThat(one.getSelector()).containsEntry(Labels.LEADER, "true");
        assertThat(one.getPublishNotReadyAddresses()).isNull();
        assertThat(ofSeveral.getSelector()).containsEntry(Labels.LEADER, "true");
        assertThat(ofSeveral.getPublishNotReadyAddresses()).isTrue();
        assertThat(Rendered.pods(several)
                        .filter(it -> it.getMetadata().getLabels().containsKey("gke-local.dev/leads-by")))
                .singleElement()
                .satisfies(it -> assertThat(it.getSpec().getTerminationGracePeriodSeconds())
                        .isGreaterThan(30));
        assertThat(Rendered.pods(several))
                .noneMatch(it -> it.getMetadata().getLabels().containsKey(Labels.LEADER));
        assertThat(Rendered.pods(Rendered.settings())
                        .filter(it -> it.getMetadata().getLabels().containsKey(Labels.LEADER)))
                .singleElement()
                .satisfies(it -> assertThat(it.getMetadata().getLabels()).doesNotContainKey("gke-local.dev/leads-by"));
    }

    @Test
    void ingress_ofReplicas_leadsToTheAddressOfTheService() {
        var several = Rendered.settings(Set.of(), Map.of(Component.CLOUDRUN_SIM, 2), ControllerChoice.EXISTING);
        assertThat(byService(several)).containsExactlyInAnyOrder("cloud-run-admin", "cloud-run-services");
        assertThat(byService(Rendered.settings())).isEmpty();
    }

    private static List<String> byService(PlatformSettings settings) {
        return Rendered.all(Ingress.class, settings).stream()
                .filter(it -> it.getMetadata().getAnnotations() != null)
                .filter(it -> "true"
                                .equals(it.getMetadata()
                                        .getAnnotations()
                                        .get("nginx.ingress.kubernetes.io/service-upstream"))
                        && "true".equals(it.getMetadata().getAnnotations().get("nginx.org/use-cluster-ip")))
                .map(it -> it.getMetadata().getName())
                .toList();
    }

    private static ServiceSpec service(PlatformSettings settings) {
        return Rendered.all(Service.class, settings).stream()
                .filter(it -> it.getMetadata().getName().equals("cloudrun-sim"))
                .findFirst()
                .orElseThrow()
                .getSpec();
    }

    @Test
    void ingress_hasAHostForEveryDoorAndAWildcardForEachRegion() {
        assertThat(Rendered.all(Ingress.class, Rendered.settings()).stream()
                        .flatMap(it -> it.getSpec().getRules().stream())
                        .map(it -> it.getHost()))
                .containsExactlyInAnyOrder(
                        "gke-local.localhost",
                        "run.gke-local.localhost",
                        "*.us-central1.run.localhost",
                        "*.europe-west1.run.localhost",
                        "autopilot.gke-local.localhost",
                        "prometheus.gke-local.localhost",
                        "grafana.gke-local.localhost",
                        "jaeger.gke-local.localhost");
    }

    @Test
    void broker_keepsItsLogOnAVolume() {
        assertThat(Rendered.all(StatefulSet.class, Rendered.settings()))
                .singleElement()
                .satisfies(it -> assertThat(it.getSpec().getVolumeClaimTemplates())
                        .singleElement()
                        .satisfies(claim -> assertThat(claim.getSpec()
                                        .getResources()
                                        .getRequests()
                                        .get("storage"))
                                .hasToString("2Gi")));
    }

    @Test
    void brokerAlone_isFoundByTheServiceAndSaysNothingOfOthers() {
        assertThat(Rendered.all(StatefulSet.class, Rendered.settings()))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getSpec().getServiceName()).isEqualTo("kafka");
                    assertThat(it.getSpec().getPodManagementPolicy()).isNull();
                    assertThat(it.getSpec()
                                    .getVolumeClaimTemplates()
                                    .getFirst()
                                    .getMetadata()
                                    .getAnnotations())
                            .isNullOrEmpty();
                    assertThat(broker(it).getCommand()).noneMatch(word -> word.contains("advertised"));
                    assertThat(broker(it)
                                    .getLivenessProbe()
                                    .getTcpSocket()
                                    .getPort()
                                    .getStrVal())
                            .isEqualTo("clients");
                });
        assertThat(arguments("kafka")).noneMatch(it -> it.contains("controllers") || it.contains("cluster_id"));
    }

    @Test
    void brokers_threeOfThem_findEachOtherByName() {
        // Given
        var settings = Rendered.settings(Set.of(), Map.of(Component.KAFKA, 3), ControllerChoice.EXISTING);
        // When
        var set = Rendered.all(StatefulSet.class, settings).getFirst();
        // Then
        assertThat(set.getSpec().getReplicas()).isEqualTo(3);
        assertThat(set.getSpec().getPodManagementPolicy()).isEqualTo("Parallel");
        assertThat(set.getSpec().getServiceName()).isEqualTo("kafka-brokers");
        assertThat(set.getSpec()
                        .getVolumeClaimTemplates()
                        .getFirst()
                        .getMetadata()
                        .getAnnotations())
                .containsEntry(Brokers.COUNT, "3")
                .containsEntry(Brokers.LOG, "bG9nLW9mLWEtY2x1c3Rlcg");
        assertThat(broker(set).getCommand())
                .contains("-Dgkelocal.kafka.advertised=$(POD_NAME).kafka-brokers.gke-local.svc:19092");
        assertThat(broker(set).getReadinessProbe().getTcpSocket().getPort().getStrVal())
                .isEqualTo("clients");
        assertThat(broker(set).getLivenessProbe().getTcpSocket().getPort().getStrVal())
                .isEqualTo("controllers");
        assertThat(arguments("kafka", settings))
                .contains(
                        "\"-Dgkelocal.kafka.cluster_id=bG9nLW9mLWEtY2x1c3Rlcg\"",
                        "\"-Dgkelocal.kafka.controllers=kafka-0.kafka-brokers.gke-local.svc:19093,"
                                + "kafka-1.kafka-brokers.gke-local.svc:19093,kafka-2.kafka-brokers.gke-local.svc:19093\"")
                .noneMatch(it -> it.contains("kafka.advertised"));
        assertThat(arguments("platform-api", settings))
                .contains(
                        "\"-Dgkelocal.kafka.bootstrap=kafka.gke-local.svc:19092,kafka-0.kafka-brokers.gke-local.svc:19092,"
                                + "kafka-1.kafka-brokers.gke-local.svc:19092,kafka-2.kafka-brokers.gke-local.svc:19092\"");
        assertThat(Rendered.all(Service.class, settings))
                .filteredOn(it -> it.getMetadata().getName().equals("kafka-brokers"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getSpec().getClusterIP()).isEqualTo("None");
                    assertThat(it.getSpec().getPublishNotReadyAddresses()).isTrue();
                });
        assertThat(Rendered.all(PodDisruptionBudget.class, settings))
                .singleElement()
                .satisfies(it ->
                        assertThat(it.getSpec().getMaxUnavailable().getIntVal()).isEqualTo(1));
    }

    private static Container broker(StatefulSet set) {
        return set.getSpec().getTemplate().getSpec().getContainers().getFirst();
    }
}

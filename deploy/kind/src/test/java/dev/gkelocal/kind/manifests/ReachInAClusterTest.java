package dev.gkelocal.kind.manifests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * In a cluster with a running platform: what its Pods, an instance and a stranger reach is what the picture shows, and nothing else.
 * Pods that have a shell try every port of every other.
 */
class ReachInAClusterTest {
    private static final String CONTEXT = "GKE_LOCAL_KUBE_CONTEXT";
    private static final String STRANGERS = "deploy-reach-test";
    private static final String PROBE = "reach-probe";
    private static final int TIMED_OUT = 124;

    private KubernetesClient client = new KubernetesClientBuilder().build();

    @BeforeEach
    void connect() {
        var context = System.getenv(CONTEXT);
        assumeTrue(context != null, CONTEXT + " names no cluster with a platform: its network is not tried");
        client = new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(context))
                .build();
    }

    @AfterEach
    void tidy() {
        if (System.getenv(CONTEXT) != null) {
            client.namespaces().withName(STRANGERS).delete();
            client.pods()
                    .inNamespace(PlatformSettings.INSTANCES_NAMESPACE)
                    .withName(PROBE)
                    .withGracePeriod(0)
                    .delete();
        }
        client.close();
    }

    @Test
    void podsReach_whatThePictureShows_andNothingElse() throws Exception {
        // Given
        var settings = Rendered.settings();
        var targets = new TreeMap<Component, Pod>();
        for (var component : Component.values()) {
            pods(component).stream().findFirst().ifPresent(it -> targets.put(component, it));
        }
        var image = targets.get(Component.PLATFORM_API)
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(STRANGERS)
                        .endMetadata()
                        .build())
                .serverSideApply();
        var sources = new TreeMap<String, Pod>();
        for (var component :
                List.of(Component.KAFKA, Component.PLATFORM_API, Component.CLOUDRUN_SIM, Component.AUTOPILOT_SIM)) {
            sources.put(component.title(), targets.get(component));
        }
        sources.put("instances", probe(PlatformSettings.INSTANCES_NAMESPACE, image));
        sources.put("stranger", probe(STRANGERS, image));
        // When
        var wrong = new ArrayList<String>();
        for (var source : sources.entrySet()) {
            var codes = codes(source.getValue(), targets);
            for (var target : targets.entrySet()) {
                if (target.getKey().title().equals(source.getKey())) {
                    continue;
                }
                for (var port : target.getKey().ports()) {
                    boolean drawn = Edges.of(settings).stream()
                            .anyMatch(it -> it.from().title().equals(source.getKey())
                                    && it.to() == Party.of(target.getKey())
                                    && (it.ports().isEmpty() || it.ports().contains(port.number())));
                    int code = codes.getOrDefault(target.getKey().title() + ":" + port.number(), -1);
                    // Nobody need listen; what is dropped gives no answer at all.
                    if (drawn ? code == TIMED_OUT || code < 0 : code == 0) {
                        wrong.add("%s -> %s:%d gave %d, drawn: %s"
                                .formatted(source.getKey(), target.getKey().title(), port.number(), code, drawn));
                    }
                }
            }
        }
        // Then
        assertThat(wrong).isEmpty();
    }

    private List<Pod> pods(Component component) {
        return client
                .pods()
                .inNamespace(PlatformSettings.NAMESPACE)
                .withLabels(Labels.selector(component))
                .list()
                .getItems()
                .stream()
                .filter(it -> it.getMetadata().getDeletionTimestamp() == null
                        && it.getStatus().getPodIP() != null)
                .toList();
    }

    private Pod probe(String namespace, String image) {
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName(PROBE)
                .withNamespace(namespace)
                .endMetadata()
                .withNewSpec()
                .withTerminationGracePeriodSeconds(0L)
                .withAutomountServiceAccountToken(false)
                .withSecurityContext(Restricted.pod())
                .withContainers(new ContainerBuilder()
                        .withName(PROBE)
                        .withImage(image)
                        .withCommand("sleep", "600")
                        .withSecurityContext(Restricted.container())
                        .build())
                .endSpec()
                .build();
        client.resource(pod).serverSideApply();
        return client.pods().inNamespace(namespace).withName(PROBE).waitUntilReady(3, TimeUnit.MINUTES);
    }

    /** Exit codes by name and port of the target: 0 connected, 124 no answer in time, else refused. */
    private Map<String, Integer> codes(Pod source, Map<Component, Pod> targets) throws Exception {
        var script = new StringBuilder();
        targets.forEach((component, pod) -> component
                .ports()
                .forEach(port ->
                        script.append("(timeout 4 bash -c 'exec 3<>/dev/tcp/%s/%d' 2>/dev/null; echo %s:%d $?) &\n"
                                .formatted(
                                        pod.getStatus().getPodIP(), port.number(), component.title(), port.number()))));
        script.append("wait\n");
        var out = new ByteArrayOutputStream();
        try (var exec = client.pods()
                .inNamespace(source.getMetadata().getNamespace())
                .withName(source.getMetadata().getName())
                .writingOutput(out)
                .exec("bash", "-c", script.toString())) {
            exec.exitCode().get(90, TimeUnit.SECONDS);
        }
        var codes = new TreeMap<String, Integer>();
        for (var line :
                new TreeSet<>(out.toString(StandardCharsets.UTF_8).lines().toList())) {
            int blank = line.indexOf(' ');
            codes.put(
                    line.substring(0, blank),
                    Integer.parseInt(line.substring(blank + 1).strip()));
        }
        return codes;
    }
}

package dev.gkelocal.e2e.driver;

import dev.gkelocal.e2e.driver.Probe.Door;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The cluster under test: its API, and its nodes, which are containers of this machine. */
public final class Cluster {
    public static final String PLATFORM = "gke-local";
    public static final String INSTANCES = "gke-local-run";

    static final Map<String, String> OURS = Map.of("app.kubernetes.io/part-of", "gke-local");
    private static final String CONTAINERD = "containerd://";

    /** Where every registry image listens. */
    private static final int REGISTRY_PORT = 5000;

    private final KubernetesClient client;

    private static final class Only {
        static final Cluster CLUSTER = new Cluster(new KubernetesClientBuilder()
                .withConfig(Config.autoConfigure(Target.context()))
                .build());
    }

    private Cluster(KubernetesClient client) {
        this.client = client;
    }

    /** The one that {@link Target} names. */
    public static Cluster get() {
        return Only.CLUSTER;
    }

    public KubernetesClient client() {
        return client;
    }

    List<Pod> pods(String namespace, Map<String, String> labels) {
        return client.pods().inNamespace(namespace).withLabels(labels).list().getItems();
    }

    /** Of the platform and of its users' services. */
    Stream<Pod> ours() {
        return Stream.of(PLATFORM, INSTANCES).flatMap(it -> pods(it, OURS).stream());
    }

    public Pod podOf(Running one) {
        return ours().filter(it ->
                        runningContainer(it).filter(one.identity()::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no Pod runs " + one));
    }

    /** As a node does that is lost: the object goes at once, the containers as soon as the kubelet hears of it. */
    public void deleteAtOnce(Running one) {
        client.resource(podOf(one)).withGracePeriod(0).delete();
    }

    /** Whether anything of one is there. */
    public boolean hasPlatform() {
        return client.namespaces().withName(PLATFORM).get() != null;
    }

    /** A command of Docker's, on this machine. */
    public static void engine(String... words) {
        Signals.run(Stream.concat(Stream.of("docker"), Stream.of(words)).toArray(String[]::new));
    }

    /** Of the registry that runs beside the cluster, as its nodes and Pods see it. */
    static Optional<Door> registry() {
        var port = Target.setting("cluster.registry_port");
        var name = Signals.ask("docker", "ps", "--filter", "publish=" + port, "--format", "{{.Names}}");
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Door(
                        Signals.ask(
                                "docker", "inspect", "--format", "{{.NetworkSettings.Networks.kind.IPAddress}}", name),
                        REGISTRY_PORT));
    }

    /** The Pod that a Service of the platform leads to; empty while it leads nowhere, or to several. */
    public Optional<Pod> behind(Part part) {
        var pods = client
                .discovery()
                .v1()
                .endpointSlices()
                .inNamespace(PLATFORM)
                .withLabel("kubernetes.io/service-name", part.workload())
                .list()
                .getItems()
                .stream()
                .flatMap(it -> it.getEndpoints().stream())
                .map(it -> it.getTargetRef().getName())
                .distinct()
                .toList();
        return pods.size() == 1
                ? Optional.ofNullable(client.pods()
                        .inNamespace(PLATFORM)
                        .withName(pods.getFirst())
                        .get())
                : Optional.empty();
    }

    /** SIGKILL to its program. */
    public void kill(Pod pod) {
        signal("KILL", pod);
    }

    /** As {@code kubectl drain} does with each Pod of a node. */
    public void evict(Pod pod) {
        var name = pod.getMetadata().getName();
        if (!client.pods().inNamespace(PLATFORM).withName(name).evict()) {
            throw new AssertionError("the Pod " + name + " may not be evicted");
        }
    }

    public void restartNodes() {
        client.nodes()
                .list()
                .getItems()
                .forEach(it -> Signals.run("docker", "restart", it.getMetadata().getName()));
    }

    static boolean isReady(Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() == null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(it ->
                                it.getType().equals("Ready") && it.getStatus().equals("True"));
    }

    /** Id of its first container while that runs. */
    static Optional<String> runningContainer(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .limit(1)
                .filter(it -> it.getState().getRunning() != null)
                .map(it -> it.getContainerID().substring(CONTAINERD.length()))
                .findFirst();
    }

    /** To the first process of a Pod's first container, from outside: inside it is process 1, which takes no such signal. */
    static void signal(String signal, Pod pod) {
        var container = runningContainer(pod)
                .orElseThrow(() ->
                        new AssertionError(pod.getMetadata().getName() + " runs no container: " + pod.getStatus()));
        Signals.run(
                "docker",
                "exec",
                pod.getSpec().getNodeName(),
                "ctr",
                "-n",
                "k8s.io",
                "tasks",
                "kill",
                "-s",
                "SIG" + signal,
                container);
    }
}

package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Pods of a cluster, which has room for one platform: the next one takes the place of the last. */
final class KindHome implements Home {
    private static final String NAME = "app.kubernetes.io/name";
    private static final String SERVICE = "cloudrun.gkelocal.dev/service";
    private static final String INSTANCE = "cloudrun.gkelocal.dev/instance";
    /** Containers that were stopped and not yet let go on. */
    private static final Set<String> FROZEN = ConcurrentHashMap.newKeySet();

    private final Path state;
    /** Whether this sandbox has put a platform into the cluster: another one's is not its to remove. */
    private boolean tried;

    KindHome(Path state) {
        this.state = state;
    }

    @Override
    public Outcome up(Sandbox sandbox) {
        if (Target.reuses()) {
            tried = true;
            return StandingPlatform.adopt(sandbox);
        }
        try (var up = beginUp(sandbox, Map.of())) {
            return up.await();
        }
    }

    @Override
    public Command beginUp(Sandbox sandbox, Map<String, String> variables) {
        return beginUp(sandbox, variables, List.of("--context", Target.context()));
    }

    /** With other flags than the usual ones: another way into the same cluster. */
    Command beginUp(Sandbox sandbox, Map<String, String> variables, List<String> flags) {
        tried = true;
        return sandbox.start(
                variables,
                Stream.concat(Stream.of("up", "--kind"), flags.stream()).toList());
    }

    @Override
    public Outcome down(Sandbox sandbox) {
        if (!tried) {
            return new Outcome("down", 0, "", "nothing was brought up", Duration.ZERO);
        }
        tried = false;
        return Target.reuses()
                ? StandingPlatform.release(sandbox)
                : sandbox.run("down", "--kind", "--context", Target.context());
    }

    @Override
    public JsonNode endpoints() {
        return Json.read(state.resolve("endpoints.json"));
    }

    @Override
    public String phase() {
        var pods = platform();
        boolean whole = Arrays.stream(Part.values())
                .allMatch(part -> pods.stream().anyMatch(it -> name(it).equals(part.workload())));
        return whole && pods.stream().allMatch(Cluster::isReady) ? "ready" : "not ready";
    }

    /** What a Pod that is ready serves can be had from outside a moment later, once the ingress in front has heard of it. */
    @Override
    public void assertReady() {
        Home.super.assertReady();
        var web = new Web(endpoints());
        assertThat(web.doors()).allMatch(web::isServed, "answers through the ingress");
    }

    @Override
    public List<Running> parts() {
        return platform().stream()
                .filter(it -> Arrays.stream(Part.values())
                        .anyMatch(part -> part.workload().equals(name(it))))
                .map(it -> running(name(it), it))
                .toList();
    }

    @Override
    public Map<String, Running> instancesOf(String service) {
        var instances = new TreeMap<String, Running>();
        for (var pod : Cluster.get().pods(Cluster.INSTANCES, Map.of(SERVICE, service))) {
            var id = pod.getMetadata().getLabels().get(INSTANCE);
            if (Cluster.runningContainer(pod).isPresent()) {
                instances.put(id, running(id, pod));
            }
        }
        return instances;
    }

    @Override
    public List<Running> everything() {
        return all().map(it -> running(it.getMetadata().getName(), it)).toList();
    }

    @Override
    public boolean isAlive(Running one) {
        return all().anyMatch(it ->
                Cluster.runningContainer(it).filter(one.identity()::equals).isPresent());
    }

    @Override
    public void kill(Running victim) {
        Cluster.signal("KILL", pod(victim));
    }

    @Override
    public void freeze(Running victim) {
        FROZEN.add(victim.identity());
        Cluster.signal("STOP", pod(victim));
    }

    @Override
    public void thaw(Running victim) {
        if (FROZEN.remove(victim.identity())) {
            Cluster.signal("CONT", pod(victim));
        }
    }

    @Override
    public void thawAll() {
        if (!FROZEN.isEmpty()) {
            everything().forEach(this::thaw);
        }
    }

    /** A new Pod needs its container, its start and its readiness probe. */
    @Override
    public Duration longestGap() {
        return Duration.ofSeconds(15);
    }

    @Override
    public void assertNothingLeft() {
        if (Target.reuses()) {
            return;
        }
        var client = Cluster.get().client();
        var left = Stream.of(
                        client.namespaces().withLabels(Cluster.OURS).list().getItems(),
                        client.rbac()
                                .clusterRoles()
                                .withLabels(Cluster.OURS)
                                .list()
                                .getItems(),
                        client.rbac()
                                .clusterRoleBindings()
                                .withLabels(Cluster.OURS)
                                .list()
                                .getItems(),
                        client.admissionRegistration()
                                .v1()
                                .mutatingWebhookConfigurations()
                                .withLabels(Cluster.OURS)
                                .list()
                                .getItems(),
                        client.admissionRegistration()
                                .v1()
                                .validatingWebhookConfigurations()
                                .withLabels(Cluster.OURS)
                                .list()
                                .getItems())
                .flatMap(List::stream)
                .map(it -> ((HasMetadata) it).getKind() + " "
                        + ((HasMetadata) it).getMetadata().getName());
        assertThat(left).as("left of the platform in the cluster").isEmpty();
        assertThat(state.resolve("endpoints.json")).doesNotExist();
    }

    @Override
    public String log(Part part) {
        var pod = pod(part(part));
        return Cluster.get()
                .client()
                .pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .getLog();
    }

    @Override
    public List<Part> partsIn(JsonNode status) {
        return Part.among(
                Json.items(status.path("pods")).map(it -> it.path("component").asText()), Part::workload);
    }

    @Override
    public void assertHadNothingToDo(Outcome up) {
        assertThat(up.err()).contains("unchanged").doesNotContainPattern("\\d (created|changed|removed)");
    }

    private static Running running(String name, Pod pod) {
        var phase = Cluster.isReady(pod) ? "ready" : pod.getStatus().getPhase();
        return new Running(name, Cluster.runningContainer(pod).orElse(""), phase);
    }

    private static Pod pod(Running one) {
        return Cluster.get().podOf(one);
    }

    private static Stream<Pod> all() {
        return Cluster.get().ours();
    }

    /** Those that are to stay, ready ones first. */
    private static List<Pod> platform() {
        return Cluster.get().pods(Cluster.PLATFORM, Cluster.OURS).stream()
                .filter(it -> it.getMetadata().getDeletionTimestamp() == null)
                .filter(it -> !it.getStatus().getPhase().matches("Failed|Succeeded"))
                .sorted(Comparator.comparing(Cluster::isReady).reversed())
                .toList();
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getLabels().getOrDefault(NAME, "");
    }
}

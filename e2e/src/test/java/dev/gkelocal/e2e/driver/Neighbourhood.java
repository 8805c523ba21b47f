package dev.gkelocal.e2e.driver;

import dev.gkelocal.e2e.driver.Probe.Door;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The parties of the picture in the cluster under test: who knocks, and at which doors. */
public final class Neighbourhood implements AutoCloseable {
    private static final String NAME = "app.kubernetes.io/name";
    private static final String STRANGERS = "gke-local-e2e-strangers";
    private static final String USERS = "gke-local-e2e-users";
    private static final String INSTANCES = "instances";
    private static final String API_SERVER = "API server";
    private static final String DNS = "names";
    private static final String REGISTRY = "registry";

    private final KubernetesClient client = Cluster.get().client();
    private final Picture picture;
    private final Map<String, Probe> probes = new TreeMap<>();
    private final SequencedMap<Door, String> doors = new LinkedHashMap<>();

    private Neighbourhood(Picture picture) {
        this.picture = picture;
    }

    /** With a namespace that may use the platform, and one that may not. Closing removes them. */
    public static Neighbourhood of(Picture picture) {
        var here = new Neighbourhood(picture);
        here.makeNamespace(STRANGERS, Map.of());
        here.makeNamespace(USERS, Map.of("gke-local.dev/uses-platform", "true"));
        here.platform();
        here.instances();
        here.surroundings();
        return here;
    }

    /** By party. Strangers are none of the picture. */
    public Map<String, Probe> probes() {
        return Collections.unmodifiableMap(probes);
    }

    /** With the party that each belongs to. */
    public Map<Door, String> doors() {
        return Collections.unmodifiableMap(doors);
    }

    /** What is open and not drawn, or the other way round. @param found doors at which the source was answered */
    public List<String> differences(String source, Set<Door> found) {
        return doors.entrySet().stream()
                .filter(it -> judges(source, it.getValue(), it.getKey()))
                .filter(it -> allows(source, it.getValue(), it.getKey()) != found.contains(it.getKey()))
                .map(it -> "%s to %s (%s): %s"
                        .formatted(
                                source,
                                it.getValue(),
                                it.getKey(),
                                found.contains(it.getKey()) ? "not drawn, but open" : "drawn, but closed"))
                .toList();
    }

    /** Whether the picture says anything of it: traffic with the node on which a Pod runs is always allowed, and so with its API server. */
    private boolean judges(String from, String to, Door door) {
        return !to.equals(API_SERVER) || allows(from, to, door);
    }

    /** Names may be asked for by all; what is not the platform's is closed to its own Pods only. */
    private boolean allows(String from, String to, Door door) {
        boolean free = probes.get(from).namespace().equals(STRANGERS)
                || probes.get(from).namespace().equals(USERS)
                || from.equals("ingress");
        return switch (to) {
            case DNS -> true;
            // A registry beside the cluster belongs to no Pod: it is outside, too.
            case REGISTRY ->
                free || picture.allows(from, REGISTRY, door.port()) || picture.allows(from, "outside", door.port());
            case API_SERVER -> free || picture.allows(from, to, door.port());
            default -> picture.allows(from, to, door.port()) || free && picture.allows("anybody else", to, door.port());
        };
    }

    private void platform() {
        for (var pod : Cluster.get().pods(Cluster.PLATFORM, Cluster.OURS)) {
            var labels = pod.getMetadata().getLabels();
            var name = labels.get(NAME);
            if (Cluster.isReady(pod)) {
                probes.put(
                        name,
                        new Probe(Cluster.PLATFORM, Map.of(NAME, name, "app.kubernetes.io/part-of", "gke-local")));
                addDoors(name, pod);
            }
        }
    }

    private void instances() {
        probes.put(INSTANCES, new Probe(Cluster.INSTANCES, Map.of("probe", "true")));
        Cluster.get().pods(Cluster.INSTANCES, Cluster.OURS).stream()
                .filter(Cluster::isReady)
                .limit(1)
                .forEach(it -> addDoors(INSTANCES, it));
    }

    private void surroundings() {
        probes.put("stranger", new Probe(STRANGERS, Map.of()));
        probes.put("labelled namespaces", new Probe(USERS, Map.of()));
        client.pods().inAnyNamespace().list().getItems().stream()
                .filter(Neighbourhood::holdsPort80)
                .map(it -> it.getMetadata().getNamespace())
                .findFirst()
                .ifPresent(it -> probes.put("ingress", new Probe(it, Map.of())));
        var slice = client.discovery()
                .v1()
                .endpointSlices()
                .inNamespace("default")
                .withName("kubernetes")
                .get();
        doors.put(
                new Door(
                        slice.getEndpoints().getFirst().getAddresses().getFirst(),
                        slice.getPorts().getFirst().getPort()),
                API_SERVER);
        Cluster.registry().ifPresent(it -> doors.put(it, REGISTRY));
        client.pods().inNamespace("kube-system").withLabel("k8s-app", "kube-dns").list().getItems().stream()
                .filter(Cluster::isReady)
                .limit(1)
                .forEach(it -> doors.put(new Door(it.getStatus().getPodIP(), 53), DNS));
    }

    /** Every port that the Pod says it has, and those at which the picture has it reached. */
    private void addDoors(String party, Pod pod) {
        Set<Integer> ports = pod.getSpec().getContainers().stream()
                .flatMap(it -> it.getPorts().stream())
                .map(it -> it.getContainerPort())
                .collect(Collectors.toSet());
        ports.addAll(picture.portsOf(party));
        ports.stream().sorted().forEach(it -> doors.put(new Door(pod.getStatus().getPodIP(), it), party));
    }

    private static boolean holdsPort80(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .flatMap(it -> it.getPorts().stream())
                .anyMatch(it -> Objects.equals(it.getHostPort(), 80));
    }

    private void makeNamespace(String name, Map<String, String> labels) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withLabels(labels)
                        .endMetadata()
                        .build())
                .serverSideApply();
    }

    @Override
    public void close() {
        List.of(STRANGERS, USERS).forEach(it -> client.namespaces().withName(it).delete());
    }
}

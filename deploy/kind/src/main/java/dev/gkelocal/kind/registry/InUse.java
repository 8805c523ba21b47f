package dev.gkelocal.kind.registry;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Images that someone runs or will run again.
 *
 * @param digests of manifests
 * @param names {@code REPOSITORY:TAG}
 */
public record InUse(Set<String> digests, Set<String> names) {
    public InUse {
        digests = Set.copyOf(digests);
        names = Set.copyOf(names);
    }

    /** @param references as Pods have them; those of other registries do no harm */
    public static InUse of(String registry, Set<String> references) {
        var digests = new HashSet<String>();
        var names = new HashSet<String>();
        for (var reference : references) {
            int at = reference.indexOf('@');
            if (at >= 0) {
                digests.add(reference.substring(at + 1));
            } else if (reference.startsWith(registry + "/")) {
                var name = reference.substring(registry.length() + 1);
                names.add(name.indexOf(':') < 0 ? name + ":latest" : name);
            }
        }
        return new InUse(digests, names);
    }

    boolean has(String digest) {
        return digests.contains(digest);
    }

    boolean has(String repository, String tag) {
        return names.contains(repository + ":" + tag);
    }

    /** References of all Pods that are not finished, and of everything that makes Pods, running now or scaled to zero. */
    public static Set<String> referencesIn(KubernetesClient cluster) {
        var references = new HashSet<String>();
        cluster.pods().inAnyNamespace().list().getItems().stream()
                .filter(InUse::isUnfinished)
                .forEach(pod -> {
                    add(pod.getSpec(), references::add);
                    statuses(pod).map(ContainerStatus::getImageID).forEach(references::add);
                });
        var apps = cluster.apps();
        apps.deployments()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(it -> add(it.getSpec().getTemplate().getSpec(), references::add));
        apps.statefulSets()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(it -> add(it.getSpec().getTemplate().getSpec(), references::add));
        apps.daemonSets()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(it -> add(it.getSpec().getTemplate().getSpec(), references::add));
        cluster.batch()
                .v1()
                .cronjobs()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(it -> add(
                        it.getSpec().getJobTemplate().getSpec().getTemplate().getSpec(), references::add));
        references.remove("");
        return references;
    }

    private static boolean isUnfinished(Pod pod) {
        var phase = pod.getStatus().getPhase();
        return !"Succeeded".equals(phase) && !"Failed".equals(phase);
    }

    private static void add(PodSpec spec, Consumer<String> to) {
        Stream.concat(spec.getContainers().stream(), spec.getInitContainers().stream())
                .map(Container::getImage)
                .filter(image -> image != null)
                .forEach(to);
        spec.getEphemeralContainers().forEach(it -> to.accept(it.getImage()));
    }

    private static Stream<ContainerStatus> statuses(Pod pod) {
        return Stream.concat(
                        pod.getStatus().getContainerStatuses().stream(),
                        pod.getStatus().getInitContainerStatuses().stream())
                .filter(it -> it.getImageID() != null);
    }
}

package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The Pods that keep the log: one alone, or several that elect a controller among themselves and are found each by its own name.
 * What a log was made for stands at its volumes, and is never changed.
 */
public final class Brokers {
    /** Annotation of volumes: how many brokers keep the log; absent for one. */
    public static final String COUNT = "gke-local.dev/brokers";
    /** Annotation of volumes: with which cluster id all of them were formatted. */
    public static final String LOG = "gke-local.dev/log";

    /** The Service that gives each of several Pods a name. */
    static final String EACH = "kafka-brokers";

    private static final String STATE = "state";

    private final PlatformSettings settings;

    Brokers(PlatformSettings settings) {
        this.settings = settings;
    }

    private static boolean isSeveral(PlatformSettings settings) {
        return settings.runs(Component.KAFKA) && settings.replicas(Component.KAFKA) > 1;
    }

    /** What the program is told beside its listener. */
    static SortedMap<String, String> properties(PlatformSettings settings) {
        var properties = new TreeMap<String, String>();
        if (isSeveral(settings)) {
            properties.put("gkelocal.kafka.cluster_id", settings.broker().logId());
            properties.put("gkelocal.kafka.controllers", each(settings, "controllers"));
        } else {
            properties.put("gkelocal.kafka.advertised", settings.bootstrap());
        }
        return properties;
    }

    /** Where clients find one of several again. @param pod its name, or what stands for it in a command */
    static Optional<String> advertised(PlatformSettings settings, String pod) {
        return isSeveral(settings) ? Optional.of(address(settings, pod, "clients")) : Optional.empty();
    }

    /** Where clients begin: at any of them by the Service, and at each, for a Service may lead to one that has just died. */
    static String bootstrap(PlatformSettings settings) {
        return isSeveral(settings) ? settings.bootstrap() + "," + each(settings, "clients") : settings.bootstrap();
    }

    private static String each(PlatformSettings settings, String port) {
        return IntStream.range(0, settings.replicas(Component.KAFKA))
                .mapToObj(it -> address(settings, Component.KAFKA.title() + "-" + it, port))
                .collect(Collectors.joining(","));
    }

    private static String address(PlatformSettings settings, String pod, String port) {
        return "%s.%s.%s.svc:%d".formatted(pod, EACH, settings.namespace(), Component.KAFKA.port(port));
    }

    /** What the port is by which a Pod shows that it runs: one of several serves clients only when a majority runs. */
    static String alivePort(PlatformSettings settings) {
        return isSeveral(settings) ? "controllers" : "clients";
    }

    List<HasMetadata> all(ProgramPod pod, ResourceRequirements resources) {
        var one = set(pod, resources);
        if (!isSeveral(settings)) {
            return List.of(one);
        }
        var several = one.edit()
                .editSpec()
                .withServiceName(EACH)
                // One after the other, the first would wait for a majority that never comes.
                .withPodManagementPolicy("Parallel")
                .endSpec()
                .build();
        return List.of(eachByItsName(), several);
    }

    private StatefulSet set(ProgramPod pod, ResourceRequirements resources) {
        return new StatefulSetBuilder()
                .withMetadata(metadata(Component.KAFKA.title()))
                .withNewSpec()
                .withReplicas(settings.replicas(Component.KAFKA))
                .withServiceName(Component.KAFKA.title())
                .withSelector(Workloads.selector(Component.KAFKA))
                .withTemplate(pod.template(resources, false, Optional.empty()))
                .withVolumeClaimTemplates(claim())
                .endSpec()
                .build();
    }

    private Service eachByItsName() {
        return new ServiceBuilder()
                .withMetadata(metadata(EACH))
                .withNewSpec()
                .withClusterIP("None")
                // They have to find each other before any of them is ready.
                .withPublishNotReadyAddresses(true)
                .withSelector(Labels.selector(Component.KAFKA))
                .withPorts(Component.KAFKA.ports().stream().map(Workloads::port).toList())
                .endSpec()
                .build();
    }

    private PersistentVolumeClaim claim() {
        var broker = settings.broker();
        return new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(STATE)
                .withLabels(Labels.of(Component.KAFKA))
                .withAnnotations(isSeveral(settings) ? madeFor() : null)
                .endMetadata()
                .withNewSpec()
                .withAccessModes("ReadWriteOnce")
                .withStorageClassName(broker.storageClass().isEmpty() ? null : broker.storageClass())
                .withNewResources()
                .withRequests(Map.of("storage", new Quantity(broker.storage())))
                .endResources()
                .endSpec()
                .build();
    }

    private Map<String, String> madeFor() {
        return new TreeMap<>(Map.of(
                COUNT,
                Integer.toString(settings.replicas(Component.KAFKA)),
                LOG,
                settings.broker().logId()));
    }

    private ObjectMeta metadata(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(settings.namespace())
                .withLabels(Labels.of(Component.KAFKA))
                .build();
    }
}

package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EmptyDirVolumeSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressClassBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The F5 NGINX Ingress Controller, for clusters that have none. Its custom resources are off, so it brings no definitions of any.
 * It takes ports 80 and 443 of the node that Kind's port mappings lead to.
 */
final class IngressController {
    static final String NAMESPACE = "nginx-ingress";
    /** Not the usual nginx, which another controller of the cluster may have. */
    static final String CLASS = "gke-local-nginx";

    private static final String NAME = "nginx-ingress";
    private static final String CONFIG = "nginx-config";
    /** The number of nginx in its image. */
    private static final long USER = 101;

    private static final int READY_PORT = 8081;
    private static final List<String> READ = List.of("get", "list", "watch");

    /** Folders that it writes, by volume. */
    private static final Map<String, String> WRITTEN = new TreeMap<>(Map.of(
            "nginx-etc", "/etc/nginx",
            "nginx-cache", "/var/cache/nginx",
            "nginx-lib", "/var/lib/nginx",
            "nginx-lib-state", "/var/lib/nginx/state",
            "nginx-log", "/var/log/nginx"));

    private final String image;

    IngressController(String image) {
        this.image = image;
    }

    List<HasMetadata> all() {
        return List.of(
                namespace(),
                new ServiceAccountBuilder()
                        .withMetadata(namespaced(NAME))
                        .withAutomountServiceAccountToken(false)
                        .build(),
                role(),
                binding(),
                new ConfigMapBuilder()
                        .withMetadata(namespaced(CONFIG))
                        .withData(Map.of("http2", "True", "server-tokens", "False"))
                        .build(),
                new IngressClassBuilder()
                        .withMetadata(clusterWide(CLASS))
                        .withNewSpec()
                        .withController("nginx.org/ingress-controller")
                        .endSpec()
                        .build(),
                deployment());
    }

    /** Ports of the host are beyond the levels baseline and restricted; all else of it would pass. */
    private static HasMetadata namespace() {
        var metadata = clusterWide(NAMESPACE);
        metadata.getLabels().put("pod-security.kubernetes.io/enforce", "privileged");
        return new NamespaceBuilder().withMetadata(metadata).build();
    }

    private static HasMetadata role() {
        return new ClusterRoleBuilder()
                .withMetadata(clusterWide(Labels.OURS + "-" + NAME))
                .withRules(
                        rule("", READ, "services", "secrets", "configmaps", "pods", "namespaces"),
                        rule("", List.of("list"), "nodes"),
                        rule("", List.of("create", "patch", "list"), "events"),
                        rule("apps", List.of("get"), "replicasets", "daemonsets", "statefulsets"),
                        rule("discovery.k8s.io", READ, "endpointslices"),
                        rule("coordination.k8s.io", List.of("get", "list", "watch", "update", "create"), "leases"),
                        rule("networking.k8s.io", READ, "ingresses", "ingressclasses"),
                        rule("networking.k8s.io", List.of("update"), "ingresses/status"))
                .build();
    }

    private static HasMetadata binding() {
        return new ClusterRoleBindingBuilder()
                .withMetadata(clusterWide(Labels.OURS + "-" + NAME))
                .withNewRoleRef()
                .withApiGroup("rbac.authorization.k8s.io")
                .withKind("ClusterRole")
                .withName(Labels.OURS + "-" + NAME)
                .endRoleRef()
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .endSubject()
                .build();
    }

    private HasMetadata deployment() {
        return new DeploymentBuilder()
                .withMetadata(namespaced(NAME))
                .withNewSpec()
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(selector())
                .endSelector()
                .withNewStrategy()
                // Two cannot hold the host's ports.
                .withType("Recreate")
                .endStrategy()
                .withNewTemplate()
                .withNewMetadata()
                .withLabels(Labels.of(NAME, "ingress"))
                .endMetadata()
                .withSpec(pod())
                .endTemplate()
                .endSpec()
                .build();
    }

    private PodSpec pod() {
        return new PodSpecBuilder()
                .withServiceAccountName(NAME)
                .withAutomountServiceAccountToken(true)
                .withNodeSelector(Map.of("ingress-ready", "true"))
                .withTolerations(new TolerationBuilder()
                        .withKey("node-role.kubernetes.io/control-plane")
                        .withOperator("Exists")
                        .withEffect("NoSchedule")
                        .build())
                .withNewSecurityContext()
                .withNewSeccompProfile()
                .withType("RuntimeDefault")
                .endSeccompProfile()
                .withFsGroup(USER)
                .endSecurityContext()
                .withInitContainers(copy())
                .withContainers(container())
                .withVolumes(WRITTEN.keySet().stream()
                        .map(it -> new VolumeBuilder()
                                .withName(it)
                                .withEmptyDir(new EmptyDirVolumeSource())
                                .build())
                        .toArray(Volume[]::new))
                .build();
    }

    /** Its root is read-only, but it writes beside what its image brings. */
    private Container copy() {
        return new ContainerBuilder()
                .withName("copy-configuration")
                .withImage(image)
                .withCommand("cp", "-dR", "/etc/nginx/.", "/mnt/etc")
                .withResources(Restricted.resources("50m", "32Mi", "64Mi"))
                .withSecurityContext(security(false))
                .withVolumeMounts(mount("nginx-etc", "/mnt/etc"))
                .build();
    }

    private Container container() {
        return new ContainerBuilder()
                .withName(NAME)
                .withImage(image)
                .withArgs(
                        "-nginx-configmaps=$(POD_NAMESPACE)/" + CONFIG,
                        "-ingress-class=" + CLASS,
                        "-enable-custom-resources=false",
                        "-report-ingress-status=false",
                        "-enable-telemetry-reporting=false",
                        "-ready-status-port=" + READY_PORT)
                .withEnv(field("POD_NAMESPACE", "metadata.namespace"), field("POD_NAME", "metadata.name"))
                .addNewPort()
                .withName("http")
                .withContainerPort(80)
                .withHostPort(80)
                .endPort()
                .addNewPort()
                .withName("https")
                .withContainerPort(443)
                .withHostPort(443)
                .endPort()
                .addToPorts(new ContainerPortBuilder()
                        .withName("ready")
                        .withContainerPort(READY_PORT)
                        .build())
                .withNewReadinessProbe()
                .withNewHttpGet()
                .withPath("/nginx-ready")
                .withPort(new IntOrString("ready"))
                .endHttpGet()
                .withPeriodSeconds(1)
                .endReadinessProbe()
                .withResources(Restricted.resources("50m", "128Mi", "512Mi"))
                .withSecurityContext(security(true))
                .withVolumeMounts(WRITTEN.entrySet().stream()
                        .map(it -> mount(it.getKey(), it.getValue()))
                        .toList())
                .build();
    }

    private static SecurityContext security(boolean lowPorts) {
        var context = new SecurityContextBuilder()
                .withAllowPrivilegeEscalation(false)
                .withReadOnlyRootFilesystem(true)
                .withRunAsNonRoot(true)
                .withRunAsUser(USER)
                .withNewCapabilities()
                .withDrop("ALL");
        return (lowPorts ? context.addToAdd("NET_BIND_SERVICE") : context)
                .endCapabilities()
                .build();
    }

    private static EnvVar field(String name, String path) {
        return new EnvVarBuilder()
                .withName(name)
                .withNewValueFrom()
                .withNewFieldRef()
                .withFieldPath(path)
                .endFieldRef()
                .endValueFrom()
                .build();
    }

    private static VolumeMount mount(String volume, String path) {
        return new VolumeMountBuilder().withName(volume).withMountPath(path).build();
    }

    private static Map<String, String> selector() {
        return new TreeMap<>(Map.of(Labels.NAME, NAME, Labels.PART_OF, Labels.OURS));
    }

    private static ObjectMeta namespaced(String name) {
        return new ObjectMetaBuilder(clusterWide(name)).withNamespace(NAMESPACE).build();
    }

    private static ObjectMeta clusterWide(String name) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withLabels(Labels.of(NAME, "ingress"))
                .build();
    }

    private static PolicyRule rule(String group, List<String> verbs, String... resources) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resources)
                .withVerbs(verbs)
                .build();
    }
}

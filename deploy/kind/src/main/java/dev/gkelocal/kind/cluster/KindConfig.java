package dev.gkelocal.kind.cluster;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The file that Kind makes a cluster from (kind.x-k8s.io/v1alpha4). No feature gates: an API server refuses to start with one that it
 * no longer knows.
 */
final class KindConfig {
    /** Takes registry addresses from /etc/containerd/certs.d; node images since Kind 0.27 have it, older ones do not. */
    private static final String CERTS_D = """
            [plugins."io.containerd.grpc.v1.cri".registry]
              config_path = "/etc/containerd/certs.d"
            """;

    private static final DumpSettings BLOCKS = DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndent(2)
            .setSplitLines(false)
            .build();

    private final ClusterSettings settings;
    private final AuthorizationFolder authorization;

    private KindConfig(ClusterSettings settings, AuthorizationFolder authorization) {
        this.settings = settings;
        this.authorization = authorization;
    }

    /** @param authorization for a cluster that gets one */
    static String of(ClusterSettings settings, AuthorizationFolder authorization) {
        return yaml(new KindConfig(settings, authorization).whole());
    }

    private Map<String, Object> whole() {
        var whole = new LinkedHashMap<String, Object>();
        whole.put("kind", "Cluster");
        whole.put("apiVersion", "kind.x-k8s.io/v1alpha4");
        whole.put("name", settings.name());
        whole.put("networking", networking());
        whole.put("containerdConfigPatches", List.of(CERTS_D));
        var patches = patches();
        if (!patches.isEmpty()) {
            whole.put("kubeadmConfigPatches", patches);
        }
        whole.put("nodes", nodes());
        return whole;
    }

    private Map<String, Object> networking() {
        var networking = new LinkedHashMap<String, Object>();
        networking.put("apiServerAddress", "127.0.0.1");
        if (settings.apiServerPort() != 0) {
            networking.put("apiServerPort", settings.apiServerPort());
        }
        networking.put("podSubnet", settings.podSubnet());
        networking.put("serviceSubnet", settings.serviceSubnet());
        if (!settings.defaultNetwork()) {
            networking.put("disableDefaultCNI", true);
        }
        return networking;
    }

    private List<Object> nodes() {
        var nodes = new ArrayList<Object>();
        var controlPlane = node("control-plane", Map.of("ingress-ready", "true"));
        if (AuthorizationFolder.fits(settings)) {
            controlPlane.put(
                    "extraMounts",
                    List.of(
                            mark(),
                            ordered(
                                    "hostPath",
                                    authorization.host().toString(),
                                    "containerPath",
                                    AuthorizationFolder.INSIDE)));
        }
        controlPlane.put("extraPortMappings", ports());
        nodes.add(controlPlane);
        for (int index = 0; index < settings.workers(); index++) {
            nodes.add(node("worker", settings.template().workerLabels(index)));
        }
        return nodes;
    }

    private Map<String, Object> node(String role, Map<String, String> labels) {
        var node = new LinkedHashMap<String, Object>();
        node.put("role", role);
        node.put("image", settings.nodeImage());
        if (!labels.isEmpty()) {
            node.put("labels", labels);
        }
        node.put("extraMounts", List.of(mark()));
        return node;
    }

    private Map<String, Object> mark() {
        var mount = ordered("hostPath", "/dev/null", "containerPath", Mark.of(settings.template()));
        mount.put("readOnly", true);
        return mount;
    }

    private List<Object> ports() {
        var all = new ArrayList<>(List.of(settings.ingress(), settings.ingressTls()));
        all.addAll(settings.extraPorts());
        var mappings = new ArrayList<Object>();
        for (var port : all) {
            var mapping = new LinkedHashMap<String, Object>();
            mapping.put("containerPort", port.node());
            mapping.put("hostPort", port.host());
            mapping.put("listenAddress", "127.0.0.1");
            mappings.add(mapping);
        }
        return mappings;
    }

    private List<String> patches() {
        var patches = new ArrayList<String>();
        var flags = new TreeMap<>(settings.template().apiServerFlags());
        if (AuthorizationFolder.fits(settings)) {
            flags.put("authorization-config", AuthorizationFolder.INSIDE + "/" + AuthorizationFolder.FILE);
        }
        if (!flags.isEmpty()) {
            patches.add(yaml(clusterConfiguration("v1beta3", flags)));
            var list = new ArrayList<Object>();
            flags.forEach((name, value) -> list.add(ordered("name", name, "value", value)));
            patches.add(yaml(clusterConfiguration("v1beta4", list)));
        }
        var kubelet = settings.template().kubelet();
        if (!kubelet.isEmpty()) {
            var patch = ordered("apiVersion", "kubelet.config.k8s.io/v1beta1", "kind", "KubeletConfiguration");
            patch.putAll(kubelet);
            patches.add(yaml(patch));
        }
        return patches;
    }

    /**
     * Kind applies a patch to the kubeadm configuration of its very version only, and which one it writes depends on Kubernetes and on
     * Kind (v1beta4 since Kubernetes 1.36): flags are a map in one and a list in the other.
     */
    private Map<String, Object> clusterConfiguration(String version, Object flags) {
        var apiServer = new LinkedHashMap<String, Object>();
        apiServer.put("extraArgs", flags);
        if (AuthorizationFolder.fits(settings)) {
            var volume = ordered("name", "gke-local", "hostPath", AuthorizationFolder.INSIDE);
            volume.put("mountPath", AuthorizationFolder.INSIDE);
            volume.put("readOnly", true);
            volume.put("pathType", "Directory");
            apiServer.put("extraVolumes", List.of(volume));
        }
        var patch = ordered("apiVersion", "kubeadm.k8s.io/" + version, "kind", "ClusterConfiguration");
        patch.put("apiServer", apiServer);
        return patch;
    }

    private static Map<String, Object> ordered(String key, String value, String otherKey, String otherValue) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        map.put(otherKey, otherValue);
        return map;
    }

    private static String yaml(Object tree) {
        return new Dump(BLOCKS).dumpToString(tree);
    }
}

package dev.gkelocal.kind.registry;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What a cluster says of its registry, where every tool looks for it (KEP-1755): a ConfigMap in the namespace {@code kube-public}.
 *
 * @param host as tools on the host name it
 * @param hostFromClusterNetwork host and port as Pods name it; empty when they cannot reach it
 */
record Hosting(String host, String hostFromClusterNetwork) {
    static final String NAMESPACE = "kube-public";
    static final String NAME = "local-registry-hosting";
    private static final String KEY = "localRegistryHosting.v1";
    private static final String HELP = "https://kind.sigs.k8s.io/docs/user/local-registry/";

    static Optional<Hosting> read(KubernetesClient client) {
        var map = client.configMaps().inNamespace(NAMESPACE).withName(NAME).get();
        return Optional.ofNullable(map).flatMap(Hosting::of);
    }

    static Optional<Hosting> of(ConfigMap map) {
        var text = map.getData() == null ? null : map.getData().get(KEY);
        if (text == null) {
            return Optional.empty();
        }
        try {
            if (new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> fields
                    && fields.get("host") instanceof String host) {
                var inside = fields.get("hostFromClusterNetwork");
                return Optional.of(new Hosting(host, inside instanceof String name ? name : ""));
            }
        } catch (YamlEngineException _) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    ConfigMap configMap() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("host", host);
        if (!hostFromClusterNetwork.isEmpty()) {
            fields.put("hostFromContainerRuntime", hostFromClusterNetwork);
            fields.put("hostFromClusterNetwork", hostFromClusterNetwork);
        }
        fields.put("help", HELP);
        var blocks = DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(NAMESPACE)
                .withName(NAME)
                .endMetadata()
                .addToData(KEY, new Dump(blocks).dumpToString(fields))
                .build();
    }

    void write(KubernetesClient client) {
        client.resource(configMap()).fieldManager("gke-local").forceConflicts().serverSideApply();
    }
}

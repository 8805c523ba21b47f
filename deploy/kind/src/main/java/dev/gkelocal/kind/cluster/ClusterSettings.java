package dev.gkelocal.kind.cluster;

import dev.gkelocal.config.ClusterConfig;
import dev.gkelocal.kind.engine.Trouble;
import java.nio.file.Path;
import java.util.List;

/**
 * Which cluster is wanted.
 *
 * @param workers nodes beside the control plane
 * @param apiServerPort 0 takes any free one
 * @param nodeImage with its tag
 * @param extraImages images of the container engine that every node gets
 * @param extraManifests files that are applied to a new cluster
 * @param kindBinary empty for the one on PATH
 */
public record ClusterSettings(
        String name,
        Template template,
        int workers,
        int apiServerPort,
        PortMapping ingress,
        PortMapping ingressTls,
        List<PortMapping> extraPorts,
        String podSubnet,
        String serviceSubnet,
        boolean defaultNetwork,
        String nodeImage,
        List<String> extraImages,
        List<Path> extraManifests,
        String engine,
        String kindBinary) {
    static final int HTTP = 80;
    static final int HTTPS = 443;

    public ClusterSettings {
        extraPorts = List.copyOf(extraPorts);
        extraImages = List.copyOf(extraImages);
        extraManifests = List.copyOf(extraManifests);
        if (workers < 0) {
            throw new IllegalArgumentException("fewer workers than none: " + workers);
        }
    }

    /** @param project the folder that files are relative to */
    public static ClusterSettings of(ClusterConfig config, Path project) {
        return of(config, template(config.template()), project);
    }

    /** With another template than the configuration's. */
    public static ClusterSettings of(ClusterConfig config, Template template, Path project) {
        return new ClusterSettings(
                config.name(),
                template,
                config.nodes() == 0 ? template.workers() : config.nodes() - 1,
                config.apiServerPort(),
                new PortMapping(config.ingressPort(), HTTP),
                new PortMapping(config.ingressTlsPort(), HTTPS),
                config.extraPorts().isEmpty() ? template.extraPorts() : ports(config.extraPorts()),
                config.podSubnet(),
                config.serviceSubnet(),
                config.defaultNetwork(),
                config.nodeImage().isEmpty() ? NodeImages.of(config.kubernetesVersion()) : config.nodeImage(),
                config.extraImages(),
                config.extraManifests().stream().map(project::resolve).toList(),
                config.engine(),
                config.kindBinary());
    }

    /** The name of its context in kubeconfig files, as Kind makes it. */
    public String context() {
        return "kind-" + name;
    }

    private static Template template(String word) {
        return Template.of(word)
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.NOT_FOUND, "there is no template " + word + "; `gke-local cluster templates`"));
    }

    private static List<PortMapping> ports(List<String> texts) {
        return texts.stream()
                .map(text -> PortMapping.parse(text)
                        .orElseThrow(() -> new Trouble(
                                Trouble.Kind.PRECONDITION,
                                "cluster.extra_ports: '" + text + "' is not HOST:NODE, such as 8080:30080")))
                .toList();
    }
}

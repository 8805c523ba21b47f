package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Container;
import java.util.Optional;

/**
 * How a cluster of ours is told from others: Kind can put no label on the containers that it makes, but a mount, and that is seen in
 * stopped and in half-made ones too. It leads {@code /dev/null} to a path that names the template.
 */
final class Mark {
    private static final String FOLDER = "/etc/gke-local/template/";
    /** Written into the control plane when its cluster was ready for the first time: the configuration that it was made from. */
    static final String MADE_FROM = "/etc/gke-local/kind.yaml";

    private Mark() {}

    static String of(Template template) {
        return FOLDER + template.word();
    }

    /** The template that a node's cluster was made from; empty when others made it. */
    static Optional<Template> of(Container node) {
        return node.mounts().stream()
                .filter(mount -> mount.startsWith(FOLDER))
                .flatMap(mount -> Template.of(mount.substring(FOLDER.length())).stream())
                .findFirst();
    }
}

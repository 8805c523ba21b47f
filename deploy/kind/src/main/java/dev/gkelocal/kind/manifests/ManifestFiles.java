package dev.gkelocal.kind.manifests;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Objects as plain YAML. Equal objects, equal text. */
public final class ManifestFiles {
    private ManifestFiles() {}

    /** One document after the other, in the order given. */
    public static String stream(List<HasMetadata> objects) {
        return objects.stream().map(Serialization::asYaml).collect(Collectors.joining());
    }

    /** A file for each object, by path: a folder for each namespace, which {@code kubectl apply -R} reads in a good order. */
    public static SortedMap<String, String> files(List<HasMetadata> objects) {
        var files = new TreeMap<String, String>();
        for (var object : objects) {
            var namespace = object.getMetadata().getNamespace();
            var kind = object.getKind().toLowerCase(Locale.ROOT);
            var folder = namespace == null ? (kind.equals("namespace") ? "0-namespaces" : "1-cluster") : namespace;
            files.put(
                    folder + "/" + kind + "-" + object.getMetadata().getName() + ".yaml", Serialization.asYaml(object));
        }
        return Collections.unmodifiableSortedMap(files);
    }
}

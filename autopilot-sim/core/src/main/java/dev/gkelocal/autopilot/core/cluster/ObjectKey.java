package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.ObjectType;
import dev.gkelocal.autopilot.core.manifest.Value;

/**
 * Names an object.
 *
 * @param namespace empty for kinds that live outside namespaces
 */
public record ObjectKey(String kind, String namespace, String name) implements Comparable<ObjectKey> {
    static final ObjectKey NONE = new ObjectKey("", "", "");

    /** Brings the namespace into its usual form: absent is {@code default}, and empty for cluster-scoped kinds. */
    public static ObjectKey of(String kind, String namespace, String name) {
        if (!ObjectType.isNamespaced(kind)) {
            return new ObjectKey(kind, "", name);
        }
        return new ObjectKey(kind, namespace.isEmpty() ? "default" : namespace, name);
    }

    static ObjectKey of(Value manifest) {
        var metadata = manifest.get("metadata");
        return of(
                manifest.get("kind").text(),
                metadata.get("namespace").text(),
                metadata.get("name").text());
    }

    /** {@code Kind/name}, as Pods name their owner. */
    public String reference() {
        return kind + "/" + name;
    }

    /** {@code namespace/name}, or the name alone. */
    public String path() {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    boolean isNone() {
        return kind.isEmpty();
    }

    @Override
    public int compareTo(ObjectKey other) {
        int byKind = kind.compareTo(other.kind);
        int byNamespace = namespace.compareTo(other.namespace);
        return byKind != 0 ? byKind : byNamespace != 0 ? byNamespace : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return kind + " " + path();
    }
}

package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.manifest.Position;
import dev.gkelocal.autopilot.core.manifest.Value;

/** Which object, and where it stands. The namespace is empty where the manifest names none. */
public record ObjectRef(Position at, String apiVersion, String kind, String namespace, String name) {
    static ObjectRef of(Value object) {
        var metadata = object.get("metadata");
        return new ObjectRef(
                object.at(),
                object.get("apiVersion").text(),
                object.get("kind").text(),
                metadata.get("namespace").text(),
                metadata.get("name").text(metadata.get("generateName").text()));
    }

    /** {@code Deployment shop/cart}. */
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}

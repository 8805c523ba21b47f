package dev.gkelocal.autopilot.service.live;

import dev.gkelocal.autopilot.core.cluster.ObjectKey;
import dev.gkelocal.autopilot.core.manifest.Value;
import dev.gkelocal.contracts.autopilot.ObjectName;

/** Names of objects, inside and on the event log. */
public final class Names {
    private Names() {}

    static ObjectName of(ObjectKey key) {
        return new ObjectName(key.kind(), key.namespace(), key.name());
    }

    /** With the namespace that the object gets when it names none. */
    static ObjectName of(Value manifest) {
        var metadata = manifest.get("metadata");
        return of(ObjectKey.of(
                manifest.get("kind").text(),
                metadata.get("namespace").text(),
                metadata.get("name").text()));
    }

    /** @param namespace {@code -} for kinds that have none */
    public static ObjectName of(String kind, String namespace, String name) {
        return of(ObjectKey.of(kind, namespace.equals("-") ? "" : namespace, name));
    }
}

package dev.gkelocal.contracts.autopilot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Names an object of the simulated cluster, {@code Deployment/shop/cart}.
 *
 * @param namespace empty for kinds outside namespaces: {@code Namespace//shop}
 */
public record ObjectName(String kind, String namespace, String name) {
    public ObjectName {
        if (kind.isEmpty() || name.isEmpty() || (kind + namespace + name).indexOf('/') >= 0) {
            throw new IllegalArgumentException("an object has a kind and a name without slashes, got '" + kind + "', '"
                    + namespace + "', '" + name + "'");
        }
    }

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ObjectName parse(String text) {
        var parts = text.split("/", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("'" + text + "' is not of the form KIND/NAMESPACE/NAME");
        }
        return new ObjectName(parts[0], parts[1], parts[2]);
    }

    @Override
    @JsonValue
    public String toString() {
        return kind + "/" + namespace + "/" + name;
    }
}

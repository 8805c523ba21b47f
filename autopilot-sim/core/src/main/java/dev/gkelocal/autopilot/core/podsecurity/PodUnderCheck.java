package dev.gkelocal.autopilot.core.podsecurity;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A Pod laid out for the checks.
 *
 * @param containers init, app and ephemeral containers, in this order
 * @param serverDefaults whether what the API server fills in before admission counts: a volume without a source is an emptyDir
 */
record PodUnderCheck(
        Map<String, String> annotations,
        Value spec,
        Value securityContext,
        List<Container> containers,
        boolean serverDefaults) {
    private static final List<String> LISTS = List.of("initContainers", "containers", "ephemeralContainers");

    record Container(String name, Value value, Value securityContext) {}

    static PodUnderCheck of(Value metadata, Value spec, boolean serverDefaults) {
        var containers = new ArrayList<Container>();
        for (var list : LISTS) {
            for (var value : spec.get(list).items()) {
                containers.add(new Container(value.get("name").text(), value, value.get("securityContext")));
            }
        }
        return new PodUnderCheck(
                metadata.get("annotations").texts(), spec, spec.get("securityContext"), containers, serverDefaults);
    }

    /** Names in order; a name that occurs twice is named twice. */
    List<String> names(Predicate<Container> which) {
        var names = new ArrayList<String>();
        for (var container : containers) {
            if (which.test(container)) {
                names.add(container.name());
            }
        }
        return names;
    }

    boolean isWindows() {
        return spec.get("os").get("name").text().equals("windows");
    }

    /** KEP-127: root inside a user namespace is nobody outside. */
    boolean hasUserNamespace() {
        return spec.get("hostUsers").flag().filter(flag -> !flag).isPresent();
    }
}

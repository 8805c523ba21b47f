package dev.gkelocal.autopilot.core.warden;

import static dev.gkelocal.autopilot.core.TestYaml.value;

import dev.gkelocal.autopilot.core.classes.ClusterTraits;
import dev.gkelocal.autopilot.core.classes.CustomClass;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.List;
import java.util.Map;

/** Objects and settings for the tests of this room. */
final class Given {
    static final Requester DEVELOPER = new Requester("user@example.com", List.of("system:authenticated"));
    static final WardenSettings TODAY = WardenSettings.of(ClusterTraits.of(true));

    private Given() {}

    static Value pod(String spec) {
        return value("{apiVersion: v1, kind: Pod, metadata: {name: w}, spec: " + spec + "}");
    }

    static Value deployment(String spec) {
        return value(
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: w, namespace: shop}, spec: {template: {spec: "
                        + spec + "}}}");
    }

    static Judgement judged(Value object) {
        return judged(object, TODAY);
    }

    static Judgement judged(Value object, WardenSettings settings) {
        return Warden.judge(object, DEVELOPER, settings);
    }

    /** {@code constraint: message} of each violation of a Pod. */
    static List<String> said(String spec) {
        return said(pod(spec), TODAY);
    }

    static List<String> said(Value object, WardenSettings settings) {
        return judged(object, settings).violations().stream()
                .map(it -> it.constraint() + ": " + it.message())
                .toList();
    }

    static WardenSettings knowing(String computeClass, boolean hasGpuRule) {
        return TODAY.classes(Map.of(computeClass, new CustomClass(computeClass, "", hasGpuRule)), false);
    }
}

package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Duration;
import java.util.List;

/** Reads what Pods do from annotations of their template, for workloads of which nothing else is known. */
final class BehaviourReader {
    static final String RUN_FOR = "gkelocal.dev/run-for";
    static final String FAILURES = "gkelocal.dev/failures";
    static final String READY_AFTER = "gkelocal.dev/ready-after";
    static final String IMAGE_MEGABYTES = "gkelocal.dev/image-megabytes";
    static final String CPU = "gkelocal.dev/cpu";

    private BehaviourReader() {}

    static Behaviour read(Value template) {
        var annotations = template.get("metadata").get("annotations");
        var unknown = Behaviour.UNKNOWN;
        return new Behaviour(
                duration(annotations.get(RUN_FOR)),
                (int) number(annotations.get(FAILURES), unknown.failures()),
                duration(annotations.get(READY_AFTER)),
                (int) number(annotations.get(IMAGE_MEGABYTES), unknown.imageMegabytes()),
                load(annotations.get(CPU)));
    }

    private static List<Behaviour.LoadPoint> load(Value milliCpu) {
        return milliCpu.isSet() ? List.of(new Behaviour.LoadPoint(Duration.ZERO, number(milliCpu, 0))) : List.of();
    }

    private static Duration duration(Value text) {
        return SpokenDuration.parse(text.text()).orElse(Duration.ZERO);
    }

    private static long number(Value text, long whenAbsent) {
        try {
            return text.isSet() ? Math.clamp(Long.parseLong(text.text()), 0, 1_000_000) : whenAbsent;
        } catch (NumberFormatException noNumber) {
            return whenAbsent;
        }
    }
}

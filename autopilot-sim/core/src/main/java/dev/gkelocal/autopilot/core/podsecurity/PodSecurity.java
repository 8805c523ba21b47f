package dev.gkelocal.autopilot.core.podsecurity;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.Optional;

/** The evaluator of the standards. */
public final class PodSecurity {
    private static final class Shipped {
        static final CheckList CHECKS = new CheckList();
    }

    private PodSecurity() {}

    /** The newest version with a rule of its own; later ones mean this. */
    public static Version newest() {
        return new Version(Shipped.CHECKS.newest());
    }

    /**
     * @param podMetadata of the Pod or of a controller's template
     * @param podSpec as sent: a volume without a source counts as the emptyDir that the API server makes of it
     */
    public static Verdict evaluate(Level level, Version version, Value podMetadata, Value podSpec) {
        var runs = Shipped.CHECKS.at(level, version);
        if (runs.isEmpty()) {
            return Verdict.ALLOWED;
        }
        var pod = PodUnderCheck.of(podMetadata, podSpec, true);
        var reasons = new ArrayList<Reason>();
        for (var run : runs) {
            run.judge(pod).ifPresent(reasons::add);
        }
        return reasons.isEmpty() ? Verdict.ALLOWED : new Verdict(reasons);
    }

    /** A single check with the rules of a version, on the Pod exactly as it is. */
    static Optional<Reason> evaluate(String check, Version version, Value podMetadata, Value podSpec) {
        return Shipped.CHECKS
                .at(check, version)
                .flatMap(run -> run.judge(PodUnderCheck.of(podMetadata, podSpec, false)));
    }
}

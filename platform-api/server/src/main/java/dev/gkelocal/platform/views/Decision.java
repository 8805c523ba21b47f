package dev.gkelocal.platform.views;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A scaling decision with its reason in words. */
@Schema(description = "A scaling decision: what the autoscaler saw, what it decided, and why in words.")
public record Decision(@JsonUnwrapped ScalingDecided decided, String explanation) {
    static Decision of(ScalingDecided decided) {
        return new Decision(decided, DecisionWords.explain(decided));
    }
}

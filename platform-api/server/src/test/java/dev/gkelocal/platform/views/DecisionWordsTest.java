package dev.gkelocal.platform.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.cloudrun.ScalingDecided;
import dev.gkelocal.contracts.cloudrun.ScalingDecided.Reason;
import dev.gkelocal.platform.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionWordsTest {
    @Test
    void explain_ofConcurrency_namesWindowAverageAndTarget() {
        assertThat(DecisionWords.explain(decided(Reason.CONCURRENCY, 3, 3)))
                .isEqualTo("96.50 requests in flight on average over the 1-minute window, 48 per instance aimed at: 3"
                        + " instances.");
    }

    @Test
    void explain_ofConcurrencyAboveTheMaximum_saysWhatHoldsItDown() {
        assertThat(DecisionWords.explain(decided(Reason.CONCURRENCY, 2, 3))).endsWith("The maximum allows 2.");
    }

    @Test
    void explain_ofOnDemandStart_namesTheWaitingRequest() {
        assertThat(DecisionWords.explain(decided(Reason.ON_DEMAND, 1, 0)))
                .isEqualTo("1 waiting request found no free slot; another instance is started for it.");
    }

    @Test
    void explain_ofSeveralStarts_countsThem() {
        assertThat(DecisionWords.explain(decided(Reason.ON_DEMAND, 3, 0)))
                .isEqualTo("1 waiting request found no free slot; 2 more instances are started for it.");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void explain_ofAnyReason_isASentence(Reason reason) {
        assertThat(DecisionWords.explain(decided(reason, 1, 1))).matches("[A-Z0-9].*\\.");
    }

    private static ScalingDecided decided(Reason reason, int maximum, int recommended) {
        return new ScalingDecided(
                Samples.revisionName("hello"),
                Samples.NOW,
                1,
                maximum,
                reason,
                96.5,
                12,
                48,
                recommended,
                0,
                maximum,
                90,
                1);
    }
}

package dev.gkelocal.cloudrun.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @Test
    void traceparent_wellFormed_roundTrips() {
        // Given
        var text = "00-" + TRACE + "-" + SPAN + "-01";
        // When
        var context = TraceContext.parse(text);
        // Then
        assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, true));
        assertThat(context.w3c()).isEqualTo(text);
    }

    @Test
    void traceparent_ofLaterVersion_isReadAsFarAsKnown() {
        // Given
        var text = "cc-" + TRACE + "-" + SPAN + "-00-more";
        // When
        var context = TraceContext.parse(text);
        // Then
        assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-0x",
                "00_" + TRACE + "-" + SPAN + "-01"
            })
    void traceparent_malformed_isIgnored(String text) {
        // When
        var context = TraceContext.parse(text);
        // Then
        assertThat(context).isNull();
    }

    @Test
    void cloudContext_isReadWithDecimalSpan() {
        // When
        var context = TraceContext.parseCloud(TRACE + "/67667974448284343;o=1", new SplittableRandom(1));
        // Then
        assertThat(context).isEqualTo(new TraceContext(TRACE, SPAN, true));
        assertThat(context.cloud()).isEqualTo(TRACE + "/67667974448284343;o=1");
    }

    @Test
    void cloudContext_withoutSpan_getsOne() {
        // When
        var context = TraceContext.parseCloud(TRACE, new SplittableRandom(1));
        // Then
        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).matches("[0-9a-f]{16}");
    }

    @Test
    void fresh_contexts_differ() {
        // Given
        var random = new SplittableRandom(1);
        // When
        var one = TraceContext.fresh(random);
        var two = TraceContext.fresh(random);
        // Then
        assertThat(one.traceId()).isNotEqualTo(two.traceId());
        assertThat(TraceContext.parse(one.w3c())).isEqualTo(one);
    }
}

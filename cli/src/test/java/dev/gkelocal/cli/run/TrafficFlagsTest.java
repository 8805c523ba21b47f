package dev.gkelocal.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficFlagsTest {
    private static final List<TrafficTarget> TWO = List.of(
            TrafficTarget.latest(60), new TrafficTarget("web-1", 40, null), new TrafficTarget("web-2", 0, "next"));

    private final TrafficFlags flags = new TrafficFlags();

    @Test
    void toLatest_ofASplit_givesItAllAndKeepsTags() {
        // Given
        flags.toLatest = true;
        // Then
        assertThat(flags.applyTo(TWO))
                .containsExactly(TrafficTarget.latest(100), new TrafficTarget("web-2", 0, "next"));
    }

    @Test
    void toRevisions_ofOne_letsTheOthersShareTheRest() {
        // Given
        flags.toRevisions = "web-1=10";
        // Then
        assertThat(flags.applyTo(TWO)).contains(new TrafficTarget("web-1", 10, null), TrafficTarget.latest(90));
    }

    @Test
    void toTags_ofATag_sendsToItsRevision() {
        // Given
        flags.toTags = "next=100";
        // Then
        assertThat(flags.applyTo(TWO))
                .containsExactly(new TrafficTarget("web-2", 100, null), new TrafficTarget("web-2", 0, "next"));
    }

    @Test
    void toTags_ofAnUnknownTag_namesThoseThereAre() {
        // Given
        flags.toTags = "prev=100";
        // Then
        assertThatThrownBy(() -> flags.applyTo(TWO))
                .hasMessage("--to-tags: the service has no tag 'prev'; it has next");
    }

    @Test
    void clearTags_takesTagsAwayAndKeepsPercents() {
        // Given
        flags.clearTags = true;
        // Then
        assertThat(flags.applyTo(TWO)).containsExactly(TrafficTarget.latest(60), new TrafficTarget("web-1", 40, null));
    }

    @Test
    void percents_over100_areRefusedAsUsage() {
        // Given
        flags.toRevisions = "web-1=70,LATEST=40";
        // Then
        assertThatThrownBy(() -> flags.applyTo(TWO))
                .isInstanceOfSatisfying(
                        CommandFailed.class, it -> assertThat(it.code()).isEqualTo(ExitCode.USAGE))
                .hasMessage("Over 100% of traffic is specified.");
    }

    @Test
    void flags_thatSayNothing_areRefused() {
        assertThatThrownBy(() -> flags.applyTo(TWO)).hasMessageContaining("say what to change");
    }

    @Test
    void targets_writtenAndRead_areTheSame() {
        // When
        var written = TrafficJson.write(TWO);
        // Then
        assertThat(TrafficJson.read(written)).isEqualTo(TWO);
        assertThat(written.get(0))
                .isEqualTo(Json.object()
                        .put("type", "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST")
                        .put("percent", 60));
    }
}

package dev.gkelocal.platform.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertBoardTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant IN_A_WHILE = NOW.plus(Duration.ofMinutes(4));

    private final AlertBoard board = new AlertBoard();

    @Test
    void receive_ofAFiringAlert_keepsItUntilItsEnd() {
        // When
        receive(NOW, alert("Lag", NOW.minusSeconds(60), IN_A_WHILE));

        // Then
        assertThat(board.all(NOW))
                .singleElement()
                .satisfies(it -> assertThat(it.isOver(NOW)).isFalse());
        assertThat(board.all(IN_A_WHILE))
                .singleElement()
                .satisfies(it -> assertThat(it.isOver(IN_A_WHILE)).isTrue());
    }

    @Test
    void receive_ofTheSameAlert_prolongsItAndKeepsItsBeginning() {
        // Given
        receive(NOW, alert("Lag", NOW, IN_A_WHILE));

        // When
        receive(NOW.plusSeconds(60), alert("Lag", NOW.plusSeconds(30), IN_A_WHILE.plusSeconds(60)));

        // Then
        assertThat(board.all(NOW)).singleElement().satisfies(it -> {
            assertThat(it.startTime()).isEqualTo(NOW);
            assertThat(it.endTime()).isEqualTo(IN_A_WHILE.plusSeconds(60));
        });
    }

    @Test
    void receive_ofAResolvedAlert_endsIt() {
        // Given
        receive(NOW, alert("Lag", NOW, IN_A_WHILE));

        // When
        receive(NOW.plusSeconds(30), alert("Lag", NOW, NOW.plusSeconds(20)));

        // Then
        assertThat(board.all(NOW.plusSeconds(30)))
                .singleElement()
                .satisfies(it -> assertThat(it.isOver(NOW.plusSeconds(30))).isTrue());
    }

    @Test
    void receive_withoutTimes_isNowAndForFiveMinutes() {
        // When
        receive(NOW, alert("Lag", Instant.parse("0001-01-01T00:00:00Z"), null));

        // Then
        assertThat(board.all(NOW)).singleElement().satisfies(it -> {
            assertThat(it.startTime()).isEqualTo(NOW);
            assertThat(it.endTime()).isEqualTo(NOW.plus(AlertBoard.USUAL_LIFE));
        });
    }

    @Test
    void receive_ofBadAlerts_takesTheOthersAndSaysWhich() {
        // When
        var sent = new ArrayList<@Nullable PostableAlert>();
        sent.add(new PostableAlert(null, null, null, null, null));
        sent.add(alert("Lag", NOW, IN_A_WHILE));
        sent.add(new PostableAlert(Map.of("not-a-name", "x"), null, null, null, null));
        sent.add(alert("Backwards", IN_A_WHILE, NOW));
        sent.add(null);
        var refused = board.receive(sent, NOW);

        // Then
        assertThat(refused)
                .containsExactly(
                        "alert 1 of 5: it has no labels",
                        "alert 3 of 5: 'not-a-name' is no name of a label",
                        "alert 4 of 5: it ends before it starts",
                        "alert 5 of 5: it is null");
        assertThat(board.all(NOW)).hasSize(1);
    }

    @Test
    void board_whenFull_forgetsWhatIsOverAndRefusesMoreThatFire() {
        // Given
        receive(NOW, alert("over", NOW.minusSeconds(60), NOW));
        for (int i = 1; i < AlertBoard.MOST; i++) {
            receive(NOW, alert("a" + i, NOW, IN_A_WHILE));
        }

        // When
        var first = receive(NOW, alert("new", NOW, IN_A_WHILE));
        var second = receive(NOW, alert("newer", NOW, IN_A_WHILE));

        // Then
        assertThat(first).isEmpty();
        assertThat(second).singleElement().asString().contains("1000 alerts already");
        assertThat(board.all(NOW))
                .hasSize(AlertBoard.MOST)
                .noneMatch(it -> it.name().equals("over"));
    }

    @Test
    void board_anHourAfterTheEnd_forgetsTheAlert() {
        // Given
        receive(NOW, alert("Lag", NOW.minusSeconds(60), NOW));

        // When
        receive(NOW.plus(AlertBoard.REMEMBERED).plusSeconds(1), alert("Other", NOW, null));

        // Then
        assertThat(board.all(NOW))
                .singleElement()
                .satisfies(it -> assertThat(it.name()).isEqualTo("Other"));
    }

    @Test
    void fingerprint_ofLabels_isThatOfPrometheus() {
        // As prometheus/common computes it for these labels: FNV-1a, 64 bits.
        assertThat(Alert.fingerprint(new TreeMap<>())).isEqualTo("cbf29ce484222325");
        assertThat(Alert.fingerprint(new TreeMap<>(Map.of("alertname", "Watchdog"))))
                .isNotEqualTo(Alert.fingerprint(new TreeMap<>(Map.of("alertnameWatch", "dog"))));
    }

    @Test
    void filter_ofALabel_hasFourOperators() {
        // Given
        var labels = Map.of("severity", "critical", "job", "platform-api");

        // Then
        assertThat(LabelFilter.parse("severity=\"critical\"").orElseThrow().matches(labels))
                .isTrue();
        assertThat(LabelFilter.parse("severity = warning").orElseThrow().matches(labels))
                .isFalse();
        assertThat(LabelFilter.parse("job=~\"platform.*\"").orElseThrow().matches(labels))
                .isTrue();
        assertThat(LabelFilter.parse("slo!=\"\"").orElseThrow().matches(labels)).isFalse();
        assertThat(LabelFilter.parse("job!~\"cloud.*\"").orElseThrow().matches(labels))
                .isTrue();
        assertThat(LabelFilter.parse("severity")).isEmpty();
        assertThat(LabelFilter.parse("a=~\"(\"")).isEmpty();
    }

    private List<String> receive(Instant now, PostableAlert alert) {
        return board.receive(List.of(alert), now);
    }

    private static PostableAlert alert(String name, @Nullable Instant starts, @Nullable Instant ends) {
        return new PostableAlert(Map.of("alertname", name, "empty", ""), Map.of("summary", name), starts, ends, null);
    }
}

package dev.gkelocal.cli.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.cli.load.Arrivals.Phase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
    @Test
    void steadyRate_plansEvenlyFromTheStart() {
        // Given
        var arrivals = Arrivals.steady(200, Duration.ofSeconds(2));
        // Then
        assertThat(arrivals.count()).isEqualTo(400);
        assertThat(arrivals.offset(0)).isZero();
        assertThat(arrivals.offset(1)).isEqualTo(5_000_000);
        assertThat(arrivals.offset(399)).isEqualTo(1_995_000_000);
    }

    @Test
    void secondPhase_beginsWhereTheFirstEnds() {
        // Given
        var arrivals =
                new Arrivals(List.of(new Phase(10, Duration.ofSeconds(1)), new Phase(100, Duration.ofSeconds(1))));
        // Then
        assertThat(arrivals.count()).isEqualTo(110);
        assertThat(arrivals.offset(9)).isEqualTo(900_000_000);
        assertThat(arrivals.offset(10)).isEqualTo(1_000_000_000);
        assertThat(arrivals.offset(11)).isEqualTo(1_010_000_000);
        assertThat(arrivals.length()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void rate_ofNothing_isRefused() {
        assertThatThrownBy(() -> new Phase(0, Duration.ofSeconds(1))).hasMessageContaining("must be positive");
    }
}

package dev.gkelocal.cloudrun.core.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that the Admin API refuses (cloudrun sheet 3.1, 3.4). */
class ServiceRulesTest {
    private static final String FORTY_NINE = "a".repeat(49);

    @ParameterizedTest
    @ValueSource(strings = {"a", "web", "web-2", "a--b", "a1"})
    void id_ofTheRightForm_isFine(String id) {
        // Given // When // Then
        assertThat(ServiceRules.id(id)).isEmpty();
        assertThat(ServiceRules.id(FORTY_NINE)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1web", "-web", "web-", "Web", "we_b", "we.b", "wéb", "web "})
    void id_ofAnotherForm_isRefused(String id) {
        // Given // When
        var violations = ServiceRules.id(id);
        // Then
        assertThat(violations).singleElement().satisfies(it -> {
            assertThat(it.path()).isEqualTo("serviceId");
            assertThat(it.message()).startsWith("Invalid resource name '" + id + "'");
        });
    }

    @Test
    void id_of50Characters_isTooLong() {
        // Given // When // Then
        assertThat(ServiceRules.id(FORTY_NINE + "a")).hasSize(1);
    }

    @Test
    void description_of513Characters_isTooLong() {
        // Given // When
        var violations = ServiceRules.check("x".repeat(513), Map.of(), Map.of(), ServiceScaling.UNSET);
        // Then
        assertThat(violations).containsExactly(new Violation("description", "must be at most 512 characters, got 513"));
    }

    @Test
    void labels_withBadKeysOrValues_areRefused() {
        // Given // When
        var violations =
                ServiceRules.check("", Map.of("ok", "fine_1", "bad key", "x"), Map.of("/x", "y"), ServiceScaling.UNSET);
        // Then
        assertThat(violations).extracting(Violation::path).containsExactly("labels[bad key]", "annotations[/x]");
    }

    @Test
    void labelValue_isLimited() {
        // Given // When
        var violations = ServiceRules.check("", Map.of("a", "x".repeat(64)), Map.of(), ServiceScaling.UNSET);
        // Then
        assertThat(violations).extracting(Violation::path).containsExactly("labels[a]");
    }

    @Test
    void scaling_minAboveMax_isRefused() {
        // Given // When
        var violations = ServiceRules.check("", Map.of(), Map.of(), new ServiceScaling(3, 2));
        // Then
        assertThat(violations)
                .containsExactly(new Violation("scaling.minInstanceCount", "must not exceed maxInstanceCount: 3 > 2"));
    }
}

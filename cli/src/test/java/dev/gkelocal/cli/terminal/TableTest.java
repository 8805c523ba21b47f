package dev.gkelocal.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columns_ofDifferentLength_areAlignedWithoutTrailingBlanks() {
        // Given
        var table = new Table("NAME", "STATE").row("broker", "ready").row("x", "");
        // When
        var text = table.toString();
        // Then
        assertThat(text).isEqualTo("NAME    STATE\nbroker  ready\nx\n");
    }
}

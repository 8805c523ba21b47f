package dev.gkelocal.autopilot.core.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DataTableTest {
    @Test
    void table_ofText_skipsRemarksAndReadsDashesAsEmpty() {
        var table = DataTable.parse("t.tsv", "# remark\na\tb\n1\t-\n\n2\tx y\n");

        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.rows()).containsExactly(Map.of("a", "1", "b", ""), Map.of("a", "2", "b", "x y"));
    }

    @Test
    void table_withALineOfAnotherLength_namesTheLine() {
        assertThatThrownBy(() -> DataTable.parse("t.tsv", "a\tb\n1\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rule data t.tsv:2 has 1 cells, the first line has 2");
    }

    @Test
    void table_thatIsMissing_isNamed() {
        assertThatThrownBy(() -> DataTable.read(DataTableTest.class, "absent.tsv"))
                .hasMessageContaining("absent.tsv");
    }
}

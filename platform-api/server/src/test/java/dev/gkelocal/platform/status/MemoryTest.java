package dev.gkelocal.platform.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @Test
    void memory_ofThisProcess_isWhatAJvmNeeds() {
        // When
        var memory = Memory.of(ProcessHandle.current().pid());

        // Then
        assertThat(memory).hasValueSatisfying(it -> assertThat(it.bytes()).isBetween(20L << 20, 8L << 30));
    }

    @Test
    void memory_ofNoProcess_isEmpty() {
        assertThat(Memory.of(Integer.MAX_VALUE)).isEmpty();
    }

    @Test
    void kibibytes_inASmapsRollup_areThoseOfTheLine(@TempDir Path folder) throws IOException {
        // Given
        var file = Files.writeString(folder.resolve("smaps_rollup"), "Rss:   200 kB\nPss:   123 kB\nPss_Dirty: 9 kB\n");

        // When
        var read = Memory.kibibytes(file, Pattern.compile("(?m)^Pss:\\s+(\\d+) kB$"));

        // Then
        assertThat(read).contains(123L);
    }
}

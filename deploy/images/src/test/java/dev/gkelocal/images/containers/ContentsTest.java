package dev.gkelocal.images.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentsTest {
    private static final String OF_A = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

    @TempDir
    private Path folder;

    @Test
    void of_fileThatIsAsItWas_isNotReadAgain() throws IOException {
        // Given: the well-known digest of the letter
        var file = write("a", 1);
        var first = new Contents(folder.resolve("memory"));
        assertThat(first.of(file)).isEqualTo(OF_A);
        first.save();

        // When: other content that looks the same from outside, which no build makes
        write("b", 1);

        // Then
        assertThat(new Contents(folder.resolve("memory")).of(file)).isEqualTo(OF_A);
    }

    @Test
    void of_fileWithAnotherTime_isReadAgain() throws IOException {
        // Given
        var file = write("a", 1);
        var first = new Contents(folder.resolve("memory"));
        first.of(file);
        first.save();

        // When
        write("b", 2);

        // Then
        assertThat(new Contents(folder.resolve("memory")).of(file)).isNotEqualTo(OF_A);
    }

    @Test
    void memory_thatIsBroken_isForgotten() throws IOException {
        Files.writeString(folder.resolve("memory"), "x\ty\n\t\t\t\n");

        assertThat(new Contents(folder.resolve("memory")).of(write("a", 1))).isEqualTo(OF_A);
    }

    private Path write(String text, int second) throws IOException {
        var file = Files.writeString(folder.resolve("file"), text);
        return Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
    }
}

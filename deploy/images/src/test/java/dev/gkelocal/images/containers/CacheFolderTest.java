package dev.gkelocal.images.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void trim_ofTooMuch_deletesTheOldest() throws IOException {
        // Given
        entry("old", Duration.ofDays(3));
        entry("newer", Duration.ofDays(2));
        entry("newest", Duration.ofDays(1));

        // When
        CacheFolder.trim(folder, 250_000, NOW);

        // Then
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("newer", "newest");
    }

    @Test
    void trim_sparesWhatMayBeInUse() throws IOException {
        // Given
        entry("young", Duration.ofMinutes(5));

        // When
        CacheFolder.trim(folder, 0, NOW);

        // Then
        assertThat(folder.resolve("young")).exists();
    }

    private void entry(String name, Duration age) throws IOException {
        var entry = Files.createDirectories(folder.resolve(name));
        Files.write(entry.resolve("content"), new byte[100_000]);
        Files.setLastModifiedTime(entry, FileTime.from(NOW.minus(age)));
    }
}

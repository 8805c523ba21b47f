package dev.gkelocal.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MetricsPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/reference/metrics.md");

    @Test
    void page_inDocs_isWhatTheCatalogueMakes() throws IOException {
        // Given
        if (Boolean.getBoolean("gkelocal.regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, MetricsPage.markdown());
        }

        // When
        var written = Files.readString(PAGE);

        // Then
        assertThat(written)
                .as("docs/reference/metrics.md; its head says how to make it anew")
                .isEqualTo(MetricsPage.markdown());
    }
}

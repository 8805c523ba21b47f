package dev.gkelocal.kind.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class StorageTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @Test
    void folders_ofARegistry_tellTagsWithTheirTimeAndAllManifests() throws IOException {
        // Given
        var pushed = Instant.parse("2026-11-20T10:00:00Z");
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            add(tar, "team/shop/_manifests/tags/v1/current/link", "sha256:" + HEX, pushed);
            add(tar, "team/shop/_manifests/tags/v1/index/sha256/" + HEX + "/link", "sha256:" + HEX, pushed);
            add(tar, "team/shop/_manifests/revisions/sha256/" + HEX + "/link", "sha256:" + HEX, pushed);
            add(tar, "team/shop/_manifests/revisions/sha256/" + HEX.replace('0', 'f') + "/link", "x", pushed);
            add(tar, "team/shop/_layers/sha256/" + HEX + "/link", "sha256:" + HEX, pushed);
        }
        // When
        var storage = Storage.of(new ByteArrayInputStream(bytes.toByteArray()));
        // Then
        assertThat(storage.repositories()).containsOnlyKeys("team/shop");
        var shelf = storage.repositories().get("team/shop");
        assertThat(shelf.tags()).containsEntry("v1", new Storage.Tag("sha256:" + HEX, pushed));
        assertThat(shelf.revisions()).containsExactlyInAnyOrder("sha256:" + HEX, "sha256:" + HEX.replace('0', 'f'));
    }

    private static void add(TarArchiveOutputStream tar, String path, String text, Instant time) throws IOException {
        var content = text.getBytes(StandardCharsets.US_ASCII);
        var entry = new TarArchiveEntry("repositories/" + path);
        entry.setSize(content.length);
        entry.setLastModifiedTime(FileTime.from(time));
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}

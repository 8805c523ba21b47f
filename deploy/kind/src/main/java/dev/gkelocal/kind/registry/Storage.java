package dev.gkelocal.kind.registry;

import dev.gkelocal.kind.engine.Container;
import dev.gkelocal.kind.engine.Engine;
import dev.gkelocal.kind.engine.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * What a registry's folders say and its API does not: when a tag was last pushed, and which manifests no tag stands for. Reproducible
 * images all claim to be from 1970, so their own dates tell nothing.
 *
 * @param repositories by name
 */
record Storage(Map<String, Shelf> repositories) {
    private static final String ROOT = RegistryContainer.STORAGE + "/docker/registry/v2/repositories";
    private static final Pattern TAG = Pattern.compile("repositories/(.+)/_manifests/tags/([^/]+)/current/link");
    private static final Pattern REVISION =
            Pattern.compile("repositories/(.+)/_manifests/revisions/sha256/([0-9a-f]{64})/link");

    Storage {
        repositories = Map.copyOf(repositories);
    }

    /**
     * One repository.
     *
     * @param tags by name
     * @param revisions digests of all manifests, tagged or not
     */
    record Shelf(Map<String, Tag> tags, Set<String> revisions) {
        Shelf {
            tags = Map.copyOf(tags);
            revisions = Set.copyOf(revisions);
        }
    }

    /** What a tag stands for, and since when. */
    record Tag(String digest, Instant pushedAt) {}

    static Storage read(Engine engine, Container registry) {
        var reading = new Object() {
            Storage storage = new Storage(Map.of());
        };
        var ran = engine.copyOut(registry.name(), ROOT, out -> reading.storage = of(out));
        // A registry that was never pushed to has no such folder.
        if (!ran.ok()
                && !ran.err().contains("Could not find the file")
                && !ran.err().contains("no such file")) {
            throw new Trouble(
                    Trouble.Kind.FAILED,
                    "cannot read the folders of registry %s: %s".formatted(registry.name(), ran.lastWords()));
        }
        return reading.storage;
    }

    /** @param archive a tar archive of the folder {@code repositories} */
    static Storage of(InputStream archive) throws IOException {
        var tags = new TreeMap<String, Map<String, Tag>>();
        var revisions = new TreeMap<String, Set<String>>();
        try (var tar = new TarArchiveInputStream(archive)) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var tag = TAG.matcher(entry.getName());
                var revision = REVISION.matcher(entry.getName());
                if (tag.matches()) {
                    var digest = new String(tar.readAllBytes(), StandardCharsets.US_ASCII).strip();
                    var pushedAt = entry.getLastModifiedTime().toInstant();
                    tags.computeIfAbsent(tag.group(1), it -> new TreeMap<>())
                            .put(tag.group(2), new Tag(digest, pushedAt));
                } else if (revision.matches()) {
                    revisions
                            .computeIfAbsent(revision.group(1), it -> new TreeSet<>())
                            .add("sha256:" + revision.group(2));
                }
            }
        }
        var shelves = new TreeMap<String, Shelf>();
        revisions.forEach((repository, digests) ->
                shelves.put(repository, new Shelf(tags.getOrDefault(repository, Map.of()), digests)));
        return new Storage(shelves);
    }
}

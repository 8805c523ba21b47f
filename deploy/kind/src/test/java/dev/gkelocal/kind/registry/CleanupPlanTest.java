package dev.gkelocal.kind.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.kind.registry.CleanupPlan.Content;
import dev.gkelocal.kind.registry.CleanupPlan.Revision;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CleanupPlanTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final InUse NONE = new InUse(Set.of(), Set.of());

    private final Map<String, Storage.Tag> tags = new HashMap<>();
    private final Set<String> revisions = new HashSet<>();
    private final Map<Revision, Content> contents = new HashMap<>();

    @Test
    void tags_beyondTheNewest_goWithTheirManifests() {
        // Given
        pushed("one", "d1", 1);
        pushed("two", "d2", 2);
        pushed("three", "d3", 3);
        // When
        var plan = plan(NONE, 2);
        // Then
        assertThat(plan.removedTags()).containsExactly("shop:one");
        assertThat(plan.removed()).containsExactly(new Revision("shop", "d1"));
        assertThat(plan.kept()).isEmpty();
        assertThat(plan.untagged()).isZero();
    }

    @Test
    void oldTag_thatAPodUses_staysByNameAndByDigest() {
        // Given
        pushed("one", "d1", 1);
        pushed("two", "d2", 2);
        pushed("three", "d3", 3);
        var inUse = InUse.of("localhost:5001", Set.of("localhost:5001/shop:one", "x.io/y@d2", "nginx:1"));
        // When
        var plan = plan(inUse, 1);
        // Then
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.kept()).isEqualTo(Map.of("shop:one", "in use", "shop:two", "in use"));
    }

    @Test
    void oldTag_ofTheSameImageAsANewOne_stays() {
        // Given
        pushed("one", "d1", 1);
        pushed("latest", "d1", 2);
        // When
        var plan = plan(NONE, 1);
        // Then
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.kept()).containsExactly(Map.entry("shop:one", "the same image as a newer tag"));
    }

    @Test
    void manifests_withoutATag_goUnlessAnIndexThatStaysHasThem() {
        // Given
        pushed("multi", "index", 1);
        revisions.addAll(List.of("amd64", "arm64", "orphan"));
        contents.put(new Revision("shop", "index"), new Content(Map.of("index", 1L), Set.of("amd64", "arm64")));
        // When
        var plan = plan(NONE, 5);
        // Then
        assertThat(plan.removed()).containsExactly(new Revision("shop", "orphan"));
        assertThat(plan.untagged()).isEqualTo(1);
        assertThat(plan.removedTags()).isEmpty();
    }

    @Test
    void freed_bytes_areOfBlobsThatNothingElseHas() {
        // Given
        pushed("one", "d1", 1);
        pushed("two", "d2", 2);
        contents.put(new Revision("shop", "d1"), new Content(Map.of("d1", 10L, "base", 1000L, "app1", 200L), Set.of()));
        contents.put(new Revision("shop", "d2"), new Content(Map.of("d2", 10L, "base", 1000L, "app2", 300L), Set.of()));
        // When
        var plan = plan(NONE, 1);
        // Then
        assertThat(plan.freedBytes()).isEqualTo(210);
    }

    @Test
    void reference_withoutATag_isLatest() {
        assertThat(InUse.of("localhost:5001", Set.of("localhost:5001/a/b")).names())
                .containsExactly("a/b:latest");
    }

    private void pushed(String tag, String digest, int hour) {
        tags.put(tag, new Storage.Tag(digest, START.plusSeconds(3600L * hour)));
        revisions.add(digest);
        contents.putIfAbsent(new Revision("shop", digest), new Content(Map.of(digest, 1L), Set.of()));
    }

    private CleanupPlan plan(InUse inUse, int keep) {
        return CleanupPlan.of(new Storage(Map.of("shop", new Storage.Shelf(tags, revisions))), contents, inUse, keep);
    }
}

package dev.gkelocal.kind.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which manifests of a registry go. Of each repository the newest tags stay, and those in use; a manifest goes when no tag that stays
 * stands for it, nothing in use names it, and no index that stays has it.
 *
 * @param removedTags {@code REPOSITORY:TAG}
 * @param kept tags that are older than the newest and stay all the same, with the reason
 * @param removed manifests
 * @param untagged how many of those no tag stood for
 * @param freedBytes of blobs that only those have
 */
public record CleanupPlan(
        List<String> removedTags, Map<String, String> kept, List<Revision> removed, int untagged, long freedBytes) {
    public CleanupPlan {
        removedTags = List.copyOf(removedTags);
        kept = Collections.unmodifiableMap(new TreeMap<>(kept));
        removed = List.copyOf(removed);
    }

    /** A manifest of a repository. */
    public record Revision(String repository, String digest) {}

    /**
     * What a manifest refers to.
     *
     * @param blobs bytes by digest, its own among them
     * @param children digests of the manifests of an index
     */
    record Content(Map<String, Long> blobs, Set<String> children) {
        Content {
            blobs = Map.copyOf(blobs);
            children = Set.copyOf(children);
        }
    }

    public boolean isEmpty() {
        return removed.isEmpty();
    }

    static CleanupPlan of(Storage storage, Map<Revision, Content> contents, InUse inUse, int keep) {
        return new Drafting(storage, contents, inUse, keep).plan();
    }

    /** The plan while it is made. */
    private static final class Drafting {
        private final Storage storage;
        private final Map<Revision, Content> contents;
        private final InUse inUse;
        private final int keep;
        private final List<String> removedTags = new ArrayList<>();
        private final Map<String, String> kept = new HashMap<>();
        private final List<Revision> removed = new ArrayList<>();
        private final Set<Revision> staying = new HashSet<>();
        private int untagged;

        Drafting(Storage storage, Map<Revision, Content> contents, InUse inUse, int keep) {
            this.storage = storage;
            this.contents = contents;
            this.inUse = inUse;
            this.keep = keep;
        }

        CleanupPlan plan() {
            storage.repositories().keySet().stream().sorted().forEach(this::shelf);
            return new CleanupPlan(removedTags, kept, removed, untagged, freed());
        }

        private void shelf(String repository) {
            var shelf = storage.repositories().get(repository);
            if (shelf == null) {
                return;
            }
            var newestFirst = shelf.tags().entrySet().stream()
                    .sorted(Comparator.comparing((Map.Entry<String, Storage.Tag> it) ->
                                    it.getValue().pushedAt())
                            .thenComparing(Map.Entry::getKey)
                            .reversed())
                    .toList();
            var stay = new HashSet<String>();
            newestFirst.stream()
                    .limit(keep)
                    .forEach(it -> stay.add(it.getValue().digest()));
            shelf.revisions().stream().filter(digest -> inUse.has(digest)).forEach(stay::add);
            newestFirst.stream()
                    .filter(it -> inUse.has(repository, it.getKey()))
                    .forEach(it -> stay.add(it.getValue().digest()));
            newestFirst.stream()
                    .skip(keep)
                    .forEach(it -> old(repository, it.getKey(), it.getValue().digest(), stay));
            withChildren(repository, stay);
            for (var digest : new TreeSet<>(shelf.revisions())) {
                var revision = new Revision(repository, digest);
                (stay.contains(digest) ? staying : removed).add(revision);
                boolean tagged = newestFirst.stream()
                        .anyMatch(it -> it.getValue().digest().equals(digest));
                untagged += stay.contains(digest) || tagged ? 0 : 1;
            }
        }

        private void old(String repository, String tag, String digest, Set<String> stay) {
            var name = repository + ":" + tag;
            if (!stay.contains(digest)) {
                removedTags.add(name);
            } else {
                kept.put(
                        name,
                        inUse.has(digest) || inUse.has(repository, tag) ? "in use" : "the same image as a newer tag");
            }
        }

        private void withChildren(String repository, Set<String> stay) {
            for (var digest : List.copyOf(stay)) {
                var content = contents.get(new Revision(repository, digest));
                if (content != null) {
                    stay.addAll(content.children());
                }
            }
        }

        private long freed() {
            var remaining = new HashSet<String>();
            staying.forEach(revision -> remaining.addAll(blobs(revision).keySet()));
            var freed = new HashMap<String, Long>();
            removed.forEach(revision -> freed.putAll(blobs(revision)));
            freed.keySet().removeAll(remaining);
            return freed.values().stream().mapToLong(Long::longValue).sum();
        }

        private Map<String, Long> blobs(Revision revision) {
            var content = contents.get(revision);
            return content == null ? Map.of() : content.blobs();
        }
    }
}

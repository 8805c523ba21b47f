package dev.gkelocal.cloudrun.core.traffic;

import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What a traffic target points at. Sorts as gcloud does: revisions by name, the latest last (cloudrun sheet 4.2). */
public sealed interface Destination extends Comparable<Destination> {

    /** The latest ready revision, whichever that is. */
    record Latest() implements Destination {
        @Override
        public String toString() {
            return "LATEST";
        }
    }

    /** A revision by its short name. */
    record Revision(String name) implements Destination {
        @Override
        public String toString() {
            return name;
        }
    }

    static Destination latest() {
        return new Latest();
    }

    /** Reads a key as users write it: a revision's name, or LATEST. */
    static Destination parse(String key) {
        return key.equals("LATEST") ? latest() : new Revision(key);
    }

    static Destination of(TrafficTarget target) {
        var revision = target.revision();
        return revision == null ? latest() : new Revision(revision);
    }

    default TrafficTarget at(int percent, @Nullable String tag) {
        return switch (this) {
            case Latest() -> new TrafficTarget(null, percent, tag);
            case Revision(var name) -> new TrafficTarget(name, percent, tag);
        };
    }

    @Override
    default int compareTo(Destination other) {
        return Comparator.comparing((Destination it) -> it instanceof Latest)
                .thenComparing(Object::toString)
                .compare(this, other);
    }
}

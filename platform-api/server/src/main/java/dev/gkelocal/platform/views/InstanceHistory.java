package dev.gkelocal.platform.views;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Instance counts over the last ten minutes, second by second. Not safe for several threads. */
final class InstanceHistory {
    static final Duration LENGTH = Duration.ofMinutes(10);

    /** What held from a second on, until the next entry. The first one may be older than the history. */
    private final TreeMap<Long, InstanceCounts> changes;

    /** @param start before which nothing is known */
    InstanceHistory(Instant start) {
        changes = new TreeMap<>(Map.of(start.getEpochSecond(), InstanceCounts.NONE));
    }

    /** The counts at the end of one second. */
    public record Sample(Instant at, InstanceCounts counts) {}

    void changed(Instant at, InstanceCounts counts) {
        changes.put(at.getEpochSecond(), counts);
        var oldest = changes.floorKey(at.minus(LENGTH).getEpochSecond());
        if (oldest != null) {
            changes.headMap(oldest).clear();
        }
    }

    /** One sample a second, oldest first, up to now; none for the time before the start. */
    List<Sample> last(Duration length, Instant now) {
        var samples = new ArrayList<Sample>();
        long end = now.getEpochSecond();
        for (long second = end - length.toSeconds() + 1; second <= end; second++) {
            var entry = changes.floorEntry(second);
            if (entry != null) {
                samples.add(new Sample(Instant.ofEpochSecond(second), entry.getValue()));
            }
        }
        return samples;
    }
}

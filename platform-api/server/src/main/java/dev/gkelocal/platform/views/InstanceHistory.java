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
    private final TreeMap<Long, InstanceCounts> changes = new TreeMap<>(Map.of(Long.MIN_VALUE, InstanceCounts.NONE));

    /** The counts at the end of one second. */
    public record Sample(Instant at, InstanceCounts counts) {}

    void changed(Instant at, InstanceCounts counts) {
        changes.put(at.getEpochSecond(), counts);
        var oldest = changes.floorKey(at.minus(LENGTH).getEpochSecond());
        if (oldest != null) {
            changes.headMap(oldest).clear();
        }
    }

    /** One sample a second, oldest first, up to now. */
    List<Sample> last(Duration length, Instant now) {
        var samples = new ArrayList<Sample>();
        long end = now.getEpochSecond();
        for (long second = end - length.toSeconds() + 1; second <= end; second++) {
            var entry = changes.floorEntry(second);
            var counts = entry == null ? InstanceCounts.NONE : entry.getValue();
            samples.add(new Sample(Instant.ofEpochSecond(second), counts));
        }
        return samples;
    }
}

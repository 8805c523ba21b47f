package dev.gkelocal.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What {@code up} starts.
 *
 * @param dist distribution folder
 * @param settings every effective value as {@code gkelocal.*}
 * @param autoPorts whether a free port is taken instead of each busy one
 * @param timeout for everything to become ready
 */
public record UpRequest(Path dist, Map<String, String> settings, boolean autoPorts, Duration timeout) {
    public static final Duration TIMEOUT = Duration.ofSeconds(120);

    public UpRequest {
        dist = dist.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the time-out must be positive, got " + timeout);
        }
    }

    public static UpRequest of(Path dist, Properties settings, boolean autoPorts) {
        var map = new TreeMap<String, String>();
        settings.stringPropertyNames().forEach(name -> map.put(name, settings.getProperty(name)));
        return new UpRequest(dist, map, autoPorts, TIMEOUT);
    }
}

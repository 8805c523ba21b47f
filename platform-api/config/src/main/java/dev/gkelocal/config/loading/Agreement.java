package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.Keys;
import dev.gkelocal.config.keys.Values;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Rules between keys, for values that each keep their own. */
final class Agreement {
    private static final String CLOUD_RUN = "simulation.cloud_run.";

    private final Layer merged;
    private final Values values;

    private Agreement(Layer merged) {
        this.merged = merged;
        this.values = merged.values();
    }

    /** Adds a problem to the layer for each rule that its values break. */
    static void check(Layer merged) {
        var agreement = new Agreement(merged);
        agreement.ports();
        agreement.notLonger(CLOUD_RUN + "short_window", CLOUD_RUN + "long_window");
        agreement.notLonger(CLOUD_RUN + "tick", CLOUD_RUN + "short_window");
    }

    /** A platform runs here or in a cluster, so that a port of one may be a port of the other. */
    private record Owned(Object port, String section) {}

    private void ports() {
        Map<Owned, String> owners = new LinkedHashMap<>();
        for (var key : Keys.all()) {
            var port = values.get(key.path());
            if (!key.isPort() || port.equals(0) || merged.isRefused(key.path())) {
                continue;
            }
            var owner = owners.putIfAbsent(new Owned(port, section(key.path())), key.path());
            if (owner != null) {
                var guilty = isDefault(key.path()) ? owner : key.path();
                var other = guilty.equals(owner) ? key.path() : owner;
                merged.problem(
                        merged.origin(guilty),
                        guilty,
                        port + " is also the port of " + other + " ("
                                + merged.origin(other).text() + "); choose another for one of them");
            }
        }
    }

    private static String section(String path) {
        return path.substring(0, path.indexOf('.'));
    }

    private void notLonger(String shorter, String longer) {
        if (merged.isRefused(shorter) || merged.isRefused(longer)) {
            return;
        }
        if (((Duration) values.get(shorter)).compareTo((Duration) values.get(longer)) > 0) {
            var guilty = isDefault(shorter) ? longer : shorter;
            merged.problem(
                    merged.origin(guilty),
                    guilty,
                    "%s (%s) is longer than %s (%s); it must not be"
                            .formatted(shorter, text(shorter), longer, text(longer)));
        }
    }

    private String text(String path) {
        var key = Keys.find(path);
        return key == null ? "" : key.type().write(values.get(path));
    }

    private boolean isDefault(String path) {
        return merged.find(path) == null;
    }
}

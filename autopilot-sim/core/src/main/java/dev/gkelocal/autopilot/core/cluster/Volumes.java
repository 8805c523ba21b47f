package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Where claimed volumes are: a claim gets the zone of its first Pod's node and keeps it (WaitForFirstConsumer). */
final class Volumes {
    private final Map<String, String> zones = new TreeMap<>();

    /** Zones that a Pod's bound claims allow; empty = all. */
    List<String> zonesOf(String namespace, Value podSpec, String podName) {
        var bound = new ArrayList<String>();
        for (var claim : claims(podSpec, podName)) {
            var zone = zones.get(namespace + "/" + claim);
            if (zone != null) {
                bound.add(zone);
            }
        }
        return bound;
    }

    void bind(String namespace, Value podSpec, String podName, String zone) {
        claims(podSpec, podName).forEach(it -> zones.putIfAbsent(namespace + "/" + it, zone));
    }

    void set(String namespace, String claim, String zone) {
        zones.put(namespace + "/" + claim, zone);
    }

    void forget(String namespace, String claim) {
        zones.remove(namespace + "/" + claim);
    }

    Map<String, String> all() {
        return zones;
    }

    private static List<String> claims(Value podSpec, String podName) {
        var claims = new ArrayList<String>();
        for (var volume : podSpec.get("volumes").items()) {
            var named = volume.get("persistentVolumeClaim").get("claimName").text();
            if (!named.isEmpty()) {
                claims.add(named);
            } else if (volume.get("ephemeral").isSet()) {
                claims.add(podName + "-" + volume.get("name").text());
            }
        }
        return claims;
    }
}

package dev.gkelocal.autopilot.core.cluster;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.time.Instant;

/**
 * An object as the cluster holds it.
 *
 * @param manifest after admission
 * @param owner the controlling object; {@link ObjectKey#NONE} for what users applied
 * @param generation counts changes of the specification, from 1
 * @param progress what its controller remembers
 */
public record StoredObject(
        ObjectKey key,
        String uid,
        Value manifest,
        ObjectKey owner,
        Instant created,
        long generation,
        Progress progress) {

    Value spec() {
        return manifest.get("spec");
    }

    Value template() {
        return spec().get("template");
    }

    /** Absent means one, as for every kind that has the field. */
    int replicas() {
        return number("replicas", 1);
    }

    int number(String field, int whenAbsent) {
        return (int) Math.clamp(spec().get(field).integer().orElse(whenAbsent), 0, 1_000_000);
    }

    StoredObject withManifest(Value changed) {
        return new StoredObject(key, uid, changed, owner, created, generation + 1, progress);
    }

    StoredObject withReplicas(int replicas) {
        return withManifest(manifest.with("spec", spec().with("replicas", Value.of(replicas))));
    }

    StoredObject with(Progress changed) {
        return new StoredObject(key, uid, manifest, owner, created, generation, changed);
    }
}

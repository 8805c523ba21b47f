package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Compares the volumes of a workload with those of an allowlist. Types that an allowlist cannot name are free. */
final class VolumeEntries {
    private static final List<String> TYPES =
            List.of("hostPath", "nfs", "persistentVolumeClaim", "gcePersistentDisk", "configMap");

    /** Of files from a ConfigMap, octal 0644. */
    private static final long DEFAULT_MODE = 420;

    private VolumeEntries() {}

    static List<String> mismatches(Value workload, Value allowed) {
        var lines = new ArrayList<String>();
        var volumes = workload.items();
        for (var i = 0; i < volumes.size(); i++) {
            var volume = volumes.get(i);
            for (var type : TYPES) {
                var source = volume.get(type);
                if (source.isSet() && allowed.items().stream().noneMatch(it -> matches(type, source, it.get(type)))) {
                    lines.add("- volumes[" + i + "] (" + volume.get("name").text() + ") Mismatch: " + type
                            + " has no matching entry in allowlist.");
                }
            }
        }
        return lines;
    }

    private static boolean matches(String type, Value source, Value allowed) {
        return switch (type) {
            case "hostPath" -> allowed.isSet() && same("path", source, allowed);
            case "nfs" -> allowed.isSet() && same("path", source, allowed) && isReadOnlyEnough(source, allowed);
            case "persistentVolumeClaim" -> allowed.isSet() && isReadOnlyEnough(source, allowed);
            case "gcePersistentDisk" ->
                allowed.isSet()
                        && same("fsType", source, allowed)
                        && same("partition", source, allowed)
                        && isReadOnlyEnough(source, allowed);
            case "configMap" ->
                !allowed.isSet()
                        ? mode(source) == DEFAULT_MODE
                        : (!allowed.get("name").isSet() || same("name", source, allowed))
                                && mode(source) == mode(allowed);
            default -> throw new IllegalArgumentException(type);
        };
    }

    private static boolean same(String field, Value source, Value allowed) {
        return source.get(field).text().equals(allowed.get(field).text());
    }

    /** Writing must be allowed by an explicit false; reading always is. */
    static boolean isReadOnlyEnough(Value source, Value allowed) {
        return source.get("readOnly").isTrue() || !allowed.get("readOnly").isTrue();
    }

    private static long mode(Value source) {
        OptionalLong mode = source.get("defaultMode").integer();
        return mode.orElse(DEFAULT_MODE);
    }
}

package dev.gkelocal.cloudrun.runtime;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Variables of an instance: a small base that lets programs find their interpreters, the user's own, and those of the
 * container contract (cloudrun sheet 1.2). Nothing else of the platform's environment leaks in.
 */
final class BaseEnvironment {
    private static final List<String> KEPT = List.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private final Map<String, String> base;

    BaseEnvironment(Map<String, String> own, Path javaHome) {
        var kept = new HashMap<String, String>();
        kept.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        kept.put("HOME", "/");
        kept.put("LANG", "C.UTF-8");
        kept.put("JAVA_HOME", javaHome.toString());
        for (var name : KEPT) {
            var value = own.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        base = Map.copyOf(kept);
    }

    Map<String, String> of(InstanceOrder order, int port) {
        var env = new HashMap<>(base);
        env.putAll(order.environment(port));
        return Map.copyOf(env);
    }
}

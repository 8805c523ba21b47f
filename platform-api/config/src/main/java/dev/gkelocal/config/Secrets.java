package dev.gkelocal.config;

import java.util.Map;

/** Secret environment variables of every service, by name. Prints names only. */
public record Secrets(Map<String, String> byName) {
    public Secrets {
        byName = Map.copyOf(byName);
    }

    @Override
    public String toString() {
        return "Secrets" + byName.keySet().stream().sorted().toList();
    }
}

package dev.gkelocal.eventlog;

import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.Versioned;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of every aggregate of one topic, as read so far. Written by the reading thread alone; safe to read from
 * any thread.
 */
public final class StateTable<T extends Record> {
    private static final int REMEMBERED_REMOVALS = 10_000;

    private final Map<String, T> current = new ConcurrentHashMap<>();

    /** Epoch that removed a key. Within an epoch there is one writer, so what follows its removal is a new aggregate. */
    private final Map<String, Long> removedIn = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED_REMOVALS;
        }
    };

    StateTable() {}

    public Optional<T> get(String key) {
        return Optional.ofNullable(current.get(key));
    }

    /** A copy, by key. */
    public Map<String, T> all() {
        return Map.copyOf(current);
    }

    /** Takes a state unless one as new is held. Returns whether it was taken. */
    boolean write(String key, T value) {
        var version = version(value);
        var held = current.get(key);
        if (held != null && !version.isNewerThan(version(held))) {
            return false;
        }
        if (held == null && removedIn.getOrDefault(key, 0L) > version.epoch()) {
            return false;
        }
        removedIn.remove(key);
        current.put(key, value);
        return true;
    }

    /**
     * Forgets a key unless what is held is newer than the removal. One without a version is obeyed. Returns whether the key
     * is gone.
     */
    boolean remove(String key, @Nullable Version removal) {
        var held = current.get(key);
        if (held != null && removal != null && version(held).isNewerThan(removal)) {
            return false;
        }
        if (removal != null) {
            removedIn.put(key, removal.epoch());
        }
        current.remove(key);
        return true;
    }

    private Version version(T value) {
        return ((Versioned) value).version();
    }
}

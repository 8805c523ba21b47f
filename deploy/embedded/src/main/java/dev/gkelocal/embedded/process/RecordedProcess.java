package dev.gkelocal.embedded.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A process as somebody wrote it down.
 *
 * @param group the process group that it leads, 0 when it leads none
 */
public record RecordedProcess(String name, ProcessIdentity identity, long group) {
    public static RecordedProcess single(String name, ProcessIdentity identity) {
        return new RecordedProcess(name, identity, 0);
    }

    /** Whether the process, or anything left of the group that it led, runs. */
    public boolean isAlive() {
        return identity.isAlive() || hasOrphansInGroup();
    }

    /**
     * A group outlives its leader, and while it does no new process gets the leader's pid. So a group of this number
     * with no running leader, of processes that started later, is the recorded one.
     */
    private boolean hasOrphansInGroup() {
        var started = identity.ticks();
        if (group == 0 || started.isEmpty() || ProcessIdentity.of(group).isPresent()) {
            return false;
        }
        try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var entry : entries) {
                var stat =
                        ProcessIdentity.stat(Long.parseLong(entry.getFileName().toString()));
                if (stat.isPresent() && isMember(stat.get(), started.getAsLong())) {
                    return true;
                }
            }
        } catch (IOException unreadable) {
            return false;
        }
        return false;
    }

    private boolean isMember(ProcessStat stat, long notBefore) {
        return stat.isRunning() && stat.group() == group && stat.startTicks() >= notBefore;
    }

    /** Asks politely: SIGTERM, to the whole group where there is one. */
    public void terminate() {
        if (group > 0) {
            Signals.send("TERM", List.of(-group));
        } else if (identity.isAlive()) {
            ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroy);
        }
    }

    /** SIGKILL, to the whole group where there is one. */
    public void kill() {
        if (group > 0) {
            Signals.send("KILL", List.of(-group));
        } else if (identity.isAlive()) {
            ProcessHandle.of(identity.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}

package dev.gkelocal.embedded.state;

import dev.gkelocal.embedded.process.ProcessIdentity;
import java.time.Instant;

/** The file {@code run/instances/ID.json} as cloudrun-sim writes it (its InstanceFiles): start time and boot in fields of their own. */
public final class InstanceRecord {
    private InstanceRecord() {}

    public static String of(ProcessIdentity process) {
        boolean ticks = process.start().startsWith("ticks:");
        var start = process.start().substring(process.start().indexOf(':') + 1);
        return """
                {"id":"i","revision":"r","port":20000,"createTime":"2026-11-23T09:00:00Z","pid":%d,"startTime":"%s","group":%d,"boot":"%s",\
                "readyTime":null}""".formatted(
                        process.pid(),
                        ticks
                                ? start.substring(0, start.indexOf('@'))
                                : Instant.ofEpochMilli(Long.parseLong(start)).toString(),
                        process.pid(),
                        ticks ? start.substring(start.indexOf('@') + 1) : "");
    }
}

package dev.gkelocal.embedded.launch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where one program waits for a debugger, on loopback; it starts without one.
 *
 * @param program its title
 */
public record DebugPort(String program, int port) {
    public static final String VARIABLE = "GKE_LOCAL_DEBUG";

    /** Flags for a program, given what the environment says: {@code PROGRAM:PORT}, or nothing. */
    public static List<String> flags(Program program, @Nullable String asked) {
        if (asked == null || asked.isBlank()) {
            return List.of();
        }
        var wanted = parse(asked);
        return wanted.program.equals(program.title())
                ? List.of("-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:" + wanted.port)
                : List.of();
    }

    private static DebugPort parse(String asked) {
        int colon = asked.lastIndexOf(':');
        try {
            return new DebugPort(asked.substring(0, Math.max(0, colon)), Integer.parseInt(asked.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    VARIABLE + " is '" + asked + "', not of the form PROGRAM:PORT such as cloudrun-sim:5005", e);
        }
    }
}

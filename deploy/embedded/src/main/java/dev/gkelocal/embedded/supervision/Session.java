package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.SupervisorCommand;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/**
 * A session of the supervisor's own, so that it outlives the terminal and Ctrl-C there does not reach it. On Linux
 * the command that starts it, {@code setsid}, has seen to that; elsewhere it calls setsid(2) itself.
 */
final class Session {
    private Session() {}

    static void leadOwn() {
        if (!Boolean.getBoolean(SupervisorCommand.LEAD_SESSION)) {
            return;
        }
        try {
            var linker = Linker.nativeLinker();
            var setsid = linker.downcallHandle(
                    linker.defaultLookup().find("setsid").orElseThrow(), FunctionDescriptor.of(ValueLayout.JAVA_INT));
            var _ = (int) setsid.invokeExact();
        } catch (Throwable unavailable) {
            Log.line(Instant.now(), "stays in the terminal's session", "reason", unavailable);
        }
    }
}

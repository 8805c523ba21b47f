package dev.gkelocal.embedded.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals that Java cannot send itself: to process groups. */
final class Signals {
    private Signals() {}

    /** @param targets pids, or process groups as negative numbers; one that is gone by now is fine */
    static void send(String signal, List<Long> targets) {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$0\" -- \"$@\"", signal));
        targets.forEach(target -> command.add(Long.toString(target)));
        try {
            new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new IllegalStateException("signal " + signal + " cannot be sent to " + targets, failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}

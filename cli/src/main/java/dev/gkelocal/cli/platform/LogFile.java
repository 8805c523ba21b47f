package dev.gkelocal.cli.platform;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Terminal;
import dev.gkelocal.embedded.state.StateFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A log of the platform's own processes. */
record LogFile(StateFolder state, String process) {
    private static final long POLL_MILLIS = 200;
    private static final int TAIL_BYTES = 1 << 20;

    void show(Terminal terminal, int lines, boolean follow) {
        var file = state.log(process);
        if (!Files.isRegularFile(file)) {
            throw new CommandFailed(ExitCode.NOT_FOUND, "there is no log of '" + process + "'; there are " + known());
        }
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            tail(log, lines).forEach(terminal::print);
            while (follow) {
                Thread.sleep(POLL_MILLIS);
                fresh(log, terminal);
            }
        } catch (IOException failure) {
            throw new CommandFailed(ExitCode.FAILED, "cannot read " + file + ": " + failure, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> tail(RandomAccessFile log, int lines) throws IOException {
        long length = log.length();
        var bytes = new byte[(int) Math.min(length, TAIL_BYTES)];
        log.seek(length - bytes.length);
        log.readFully(bytes);
        var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /** What was appended since; after a rotation the file is shorter and is read from its start. */
    private static void fresh(RandomAccessFile log, Terminal terminal) throws IOException {
        if (log.length() < log.getFilePointer()) {
            log.seek(0);
        }
        var bytes = new byte[(int) Math.min(log.length() - log.getFilePointer(), TAIL_BYTES)];
        log.readFully(bytes);
        if (bytes.length > 0) {
            terminal.out().print(new String(bytes, StandardCharsets.UTF_8));
            terminal.out().flush();
        }
    }

    private String known() {
        try (var files = Files.list(state.logs())) {
            return files.map(Path::getFileName)
                    .map(Path::toString)
                    .filter(it -> it.endsWith(".log"))
                    .map(it -> it.substring(0, it.length() - ".log".length()))
                    .sorted()
                    .collect(Collectors.joining(", "));
        } catch (IOException _) {
            return "none, because the platform never ran here";
        }
    }
}

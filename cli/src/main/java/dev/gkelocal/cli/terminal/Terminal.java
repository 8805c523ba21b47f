package dev.gkelocal.cli.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a command reads and writes: data on {@code out}, words on {@code err}.
 *
 * @param watched whether a person sees {@code err}: only then does a progress line overwrite itself
 * @param coloured whether {@code err} and {@code out} take colours
 */
public record Terminal(Reader in, PrintWriter out, PrintWriter err, boolean watched, boolean coloured) {
    private static final HexFormat HEX = HexFormat.of();
    private static final String OVERWRITE = "\r\u001b[K";

    /** The process's own streams; the launcher knows which of them are terminals (it says so in {@code gkelocal.terminal}). */
    public static Terminal ofProcess(Map<String, String> environment) {
        var terminals = System.getProperty("gkelocal.terminal", "");
        boolean watched = terminals.contains("err");
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || "dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Terminal(
                new InputStreamReader(System.in, StandardCharsets.UTF_8),
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8),
                watched,
                watched && terminals.contains("out") && !plain);
    }

    public void say(String words) {
        err.println(words);
        err.flush();
    }

    public void warn(String words) {
        say(paint("33", "warning: ") + words);
    }

    public void fail(String words) {
        say(paint("31", "error: ") + words);
    }

    public void print(String data) {
        out.println(data);
        out.flush();
    }

    /** Prints {@code data} in the wanted format; the table is only made when it is wanted. */
    public void print(OutputFormat format, JsonNode data, Supplier<String> table) {
        switch (format) {
            case TABLE -> print(table.get().stripTrailing());
            case JSON -> print(Json.pretty(data));
            case YAML -> print(Yaml.of(data).stripTrailing());
        }
    }

    public String good(String words) {
        return paint("32", words);
    }

    public String bad(String words) {
        return paint("31", words);
    }

    public String faint(String words) {
        return paint("2", words);
    }

    /** Opens a line that says what goes on; on a terminal it overwrites itself. */
    public Progress progress(String first) {
        var line = new Progress(this);
        line.at(first);
        return line;
    }

    /** Asks, and takes nothing but yes for a yes. */
    public boolean confirmed(String question) {
        err.print(question + " [y/N] ");
        err.flush();
        try {
            var answer = new BufferedReader(in).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y(es)?");
        } catch (IOException unreadable) {
            return false;
        }
    }

    void overwrite(String words) {
        err.print(OVERWRITE + words);
        err.flush();
    }

    /** The text with its control characters made visible: what others wrote must not move the cursor or colour the screen. */
    public static String printable(String text) {
        if (text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        var out = new StringBuilder();
        text.chars()
                .forEach(it -> out.append(
                        Character.isISOControl(it) ? "\\x" + HEX.toHexDigits((byte) it) : String.valueOf((char) it)));
        return out.toString();
    }

    private String paint(String code, String words) {
        return coloured ? "\u001b[" + code + "m" + words + "\u001b[0m" : words;
    }
}

package dev.gkelocal.kind.engine;

/** How a program ended and what it had said. */
public record Ran(int code, String out, String err) {
    private static final int LAST_LINES = 6;

    public boolean ok() {
        return code == 0;
    }

    /** The end of what it complained about, or of what it said when it did not complain. */
    public String lastWords() {
        var lines = (err.isBlank() ? out : err)
                .strip()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}

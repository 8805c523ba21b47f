package dev.gkelocal.cli.terminal;

/** A line on the error stream that tells what a slow command is at. Where no one watches, each change is a line of its own. */
public final class Progress implements AutoCloseable {
    private final Terminal terminal;
    private String shown = "";

    Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    public void at(String words) {
        if (words.equals(shown)) {
            return;
        }
        shown = words;
        if (terminal.watched()) {
            terminal.overwrite(words);
        } else {
            terminal.say(words);
        }
    }

    /** Replaces the line by one that stays. */
    public void done(String words) {
        if (terminal.watched()) {
            terminal.overwrite("");
        }
        terminal.say(words);
        shown = "";
    }

    @Override
    public void close() {
        if (terminal.watched() && !shown.isEmpty()) {
            terminal.overwrite("");
        }
        shown = "";
    }
}

package dev.gkelocal.config.loading;

/**
 * Something that a user should mend.
 *
 * @param where {@code file:line}, the environment variable or {@code --set}
 * @param path of the key; empty where the problem is not one key's
 * @param what a clause: what is wrong, then what to do
 */
public record Problem(String where, String path, String what) {

    /** As one line for a terminal. */
    public String text() {
        return path.isEmpty() ? where + ": " + what : where + ": " + path + ": " + what;
    }
}

package dev.gkelocal.config.keys;

/** Names of the entries of a map: those of environment variables. */
public final class EntryName {
    static final String PATTERN = "[A-Za-z_][A-Za-z0-9_]*";

    private EntryName() {}

    /** Why a name is refused; empty where it is not. */
    public static String wrong(String name) {
        return name.matches(PATTERN)
                ? ""
                : "\"" + name + "\" is not a variable's name; write letters, digits and _, not beginning with a digit";
    }
}

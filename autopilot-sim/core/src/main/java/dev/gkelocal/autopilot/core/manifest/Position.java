package dev.gkelocal.autopilot.core.manifest;

/**
 * Where a value stands in its source.
 *
 * @param line from 1; 0 where the value was made by a rule and stands in no file
 * @param column from 1; 0 as above
 */
public record Position(String source, int line, int column) {
    public static final Position NOWHERE = new Position("", 0, 0);

    /** As editors and compilers print it: {@code file:line}. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line;
    }
}

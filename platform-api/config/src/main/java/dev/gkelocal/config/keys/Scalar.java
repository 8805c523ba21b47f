package dev.gkelocal.config.keys;

/** What a single value in a YAML file is by the core schema of YAML 1.2. */
public enum Scalar {
    TEXT("text"),
    WHOLE("a whole number"),
    DECIMAL("a decimal number"),
    FLAG("true or false"),
    NOTHING("nothing");

    private final String words;

    Scalar(String words) {
        this.words = words;
    }

    /** As an error names it. */
    public String words() {
        return words;
    }
}

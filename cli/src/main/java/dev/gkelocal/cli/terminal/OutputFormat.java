package dev.gkelocal.cli.terminal;

/** The shape of a command's data. */
public enum OutputFormat {
    TABLE,
    JSON,
    YAML
}

package dev.gkelocal.config;

/** Log files: each is rotated at {@code maxBytes}, {@code files} old ones are kept. */
public record LogsConfig(long maxBytes, int files) {}

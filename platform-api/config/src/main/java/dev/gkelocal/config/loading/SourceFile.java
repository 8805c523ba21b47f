package dev.gkelocal.config.loading;

/** A configuration file as far as it could be read; {@code name} is how errors call it. */
public sealed interface SourceFile {

    String name();

    record Read(String name, String text) implements SourceFile {}

    record Absent(String name) implements SourceFile {}

    record Unreadable(String name, String why) implements SourceFile {}
}

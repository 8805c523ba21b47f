package dev.gkelocal.cloudrun.core.validation;

/** A field read from text: its value, or what is wrong with it. */
public sealed interface Parsed<T> {

    record Value<T>(T value) implements Parsed<T> {}

    record Bad<T>(Violation violation) implements Parsed<T> {}
}

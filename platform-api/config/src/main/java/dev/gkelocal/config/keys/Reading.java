package dev.gkelocal.config.keys;

/** What became of a text that was read as the value of a key. */
public sealed interface Reading {

    /** @param value of the class that the key's type names */
    record Good(Object value) implements Reading {}

    /** @param why a clause that follows the key's path and says what is wrong and what to write */
    record Bad(String why) implements Reading {}
}

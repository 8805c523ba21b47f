package dev.gkelocal.contracts;

/** A state record: the whole of one aggregate as last written. Readers keep the newest version and forget the rest. */
public interface Versioned {
    Version version();
}

package dev.gkelocal.cloudrun.control;

import java.util.Optional;

/** What images' names stand for when a revision is made: later a name may mean something else (cloudrun sheet 1.1). */
public interface ImageDigests {
    /**
     * {@code sha256:...}; the reference itself where only those who run it can tell; empty when there is no such image. May
     * block.
     */
    Optional<String> of(String reference);
}

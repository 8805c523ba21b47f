package dev.gkelocal.images;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Images by name and by digest. A digest's content never changes; a name moves to what was built last under it. */
public interface ImageStore {

    /** Builds an image and names it. The same source gives the same digest, without building again. */
    BuildResult build(BuildRequest request);

    /** What a reference means now: {@code local/NAME}, {@code local/NAME@sha256:...} or {@code sha256:...}. */
    Optional<Image> find(String reference);

    List<NamedImage> list();

    /** Drops what has no name and is not in use, but for the newest few. */
    void collect(Set<String> digestsInUse);

    /** A name and what it stands for. */
    record NamedImage(String reference, Image image) {}
}

package dev.gkelocal.images.containers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An image as it is to be.
 *
 * @param base what lies below
 * @param layers from the bottom up: what seldom changes first
 * @param env beside that of the base
 * @param entrypoint program and first words
 * @param user {@code uid:gid}
 * @param title for people
 */
record ContainerPlan(
        Base base,
        List<Layer> layers,
        SortedMap<String, String> env,
        List<String> entrypoint,
        String user,
        String workingDirectory,
        String title) {
    /** Nobody, as distroless images number it. */
    static final String NOBODY = "65532:65532";

    /** Goes into every tag: to be raised when the same plan is made into other bytes. */
    private static final String FORMAT = "1";

    private static final int TAG_DIGITS = 12;

    ContainerPlan {
        layers = layers.stream().filter(it -> !it.files().isEmpty()).toList();
        env = Collections.unmodifiableSortedMap(new TreeMap<>(env));
        entrypoint = List.copyOf(entrypoint);
    }

    /** Labels of the OCI image specification. */
    Map<String, String> labels() {
        return Map.of(
                "org.opencontainers.image.title", title,
                "org.opencontainers.image.base.name", base.reference().name(),
                "org.opencontainers.image.base.digest", base.digest());
    }

    /** Stands for all that goes into the image: who finds it in a registry need not build. */
    String tag(Contents contents) throws IOException {
        var words = new ArrayList<>(
                List.of(FORMAT, base.digest(), base.platform().toString(), user, workingDirectory, title));
        env.forEach((name, value) -> words.addAll(List.of(name, value)));
        words.addAll(entrypoint);
        for (var layer : layers) {
            words.addAll(List.of("layer", layer.owner()));
            for (var file : layer.files()) {
                words.addAll(List.of(file.target(), file.executable() ? "x" : "-", contents.of(file.source())));
            }
        }
        return tag(words);
    }

    /** A tag that stands for these words. */
    static String tag(List<String> words) {
        return "in-" + Hash.of(words).substring(0, TAG_DIGITS);
    }
}

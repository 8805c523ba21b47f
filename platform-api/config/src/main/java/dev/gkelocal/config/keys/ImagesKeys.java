package dev.gkelocal.config.keys;

import java.util.List;

/** What {@code run deploy --source} builds on when the platform is in a cluster. */
final class ImagesKeys {
    static final List<Key> KEYS = List.of(
            key(
                    "java_image",
                    TextRule.IMAGE,
                    "",
                    "Below Java sources and jars; empty is `cluster.installation.base_image`."),
            key(
                    "python_image",
                    TextRule.IMAGE,
                    "python:3.13-slim",
                    "Below Python programs; it says its version in PYTHON_VERSION, as the official images do."),
            key(
                    "node_image",
                    TextRule.IMAGE,
                    "node:22-slim",
                    "Below Node programs; it says its version in NODE_VERSION, as the official images do."),
            key("other_image", TextRule.IMAGE, "debian:bookworm-slim", "Below other programs; it has /bin/sh."),
            key("platform", TextRule.PLATFORM, "", "What the nodes run; empty is Linux on this machine's processor."));

    private ImagesKeys() {}

    private static Key key(String name, TextRule rule, String fallback, String doc) {
        return new Key("images." + name, new Text(rule), fallback, doc);
    }
}

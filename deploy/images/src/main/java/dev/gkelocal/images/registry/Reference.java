package dev.gkelocal.images.registry;

import java.util.regex.Pattern;

/**
 * Names an image in a registry: {@code REGISTRY/REPOSITORY[:TAG][@DIGEST]}, in the grammar of the OCI distribution specification
 * 1.1. A name without a registry is Docker Hub's, as for every other tool.
 *
 * @param registry host, with its port where it has one
 * @param tag empty for none
 * @param digest {@code sha256:...}; empty for none
 */
public record Reference(String registry, String repository, String tag, String digest) {
    private static final Pattern REGISTRY = Pattern.compile("([a-zA-Z0-9.-]+|\\[[0-9a-fA-F:]+])(:[0-9]{1,5})?");
    private static final Pattern REPOSITORY =
            Pattern.compile("[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final String HUB = "docker.io";
    private static final int LONGEST = 255;

    public Reference {
        require(REGISTRY, registry, "registry");
        require(REPOSITORY, repository, "repository");
        if (registry.length() + repository.length() >= LONGEST) {
            throw new IllegalArgumentException("image name of more than " + LONGEST + " characters: " + repository);
        }
        if (!tag.isEmpty()) {
            require(TAG, tag, "tag");
        }
        if (!digest.isEmpty()) {
            require(DIGEST, digest, "digest");
        }
    }

    /** @throws IllegalArgumentException that says what is wrong with the text */
    public static Reference parse(String text) {
        var at = text.indexOf('@');
        var digest = at < 0 ? "" : text.substring(at + 1);
        var name = at < 0 ? text : text.substring(0, at);
        var colon = name.indexOf(':', name.lastIndexOf('/') + 1);
        var tag = colon < 0 ? "" : name.substring(colon + 1);
        name = colon < 0 ? name : name.substring(0, colon);
        if (at >= 0 && digest.isEmpty() || colon >= 0 && tag.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' ends where its tag or digest should stand");
        }
        var slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return new Reference(first, name.substring(slash + 1), tag, digest);
        }
        return new Reference(HUB, slash < 0 ? "library/" + name : name, tag, digest);
    }

    private static void require(Pattern pattern, String text, String part) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no " + part + " of an image: it must match " + pattern);
        }
    }

    /** What a registry is asked for: the digest, else the tag, else {@code latest}. */
    public String version() {
        if (!digest.isEmpty()) {
            return digest;
        }
        return tag.isEmpty() ? "latest" : tag;
    }

    /** {@code REGISTRY/REPOSITORY} */
    public String name() {
        return registry + "/" + repository;
    }

    /** The same image by its digest alone. */
    public Reference at(String thisDigest) {
        return new Reference(registry, repository, "", thisDigest);
    }

    @Override
    public String toString() {
        return name() + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }
}

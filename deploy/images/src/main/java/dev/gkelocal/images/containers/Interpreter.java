package dev.gkelocal.images.containers;

import dev.gkelocal.images.registry.ImageConfig;
import dev.gkelocal.images.registry.Platform;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a base image runs programs with.
 *
 * @param version such as {@code 3.13.2}; empty when the base does not say it
 * @param musl whether the base's C library is musl, as on Alpine, and not glibc
 */
record Interpreter(String image, String version, Platform platform, boolean musl) {
    private static final Pattern LEADING = Pattern.compile("[^0-9]*([0-9]+)(?:\\.([0-9]+))?.*");

    /** @param variable in which images of that kind say their version */
    static Interpreter of(Base base, ImageConfig config, String variable) {
        return new Interpreter(
                base.reference().toString(),
                config.env().getOrDefault(variable, ""),
                base.platform(),
                base.reference().tag().contains("alpine"));
    }

    /** {@code 25} of {@code jdk-25.0.3+9}; 0 when it is not known. */
    int major() {
        var matcher = LEADING.matcher(version);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** {@code 3.13} of {@code 3.13.2}; empty when it is not known. */
    String minor() {
        Matcher matcher = LEADING.matcher(version);
        return matcher.matches() && matcher.group(2) != null ? matcher.group(1) + "." + matcher.group(2) : "";
    }
}

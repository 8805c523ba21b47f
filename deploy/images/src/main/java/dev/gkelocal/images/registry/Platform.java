package dev.gkelocal.images.registry;

import java.util.Locale;

/** For whom programs in an image are compiled, in the words of the OCI image specification (those of Go). */
public record Platform(String os, String architecture) {

    /** Linux on this machine's kind of processor: what a cluster on this machine runs. */
    public static Platform ofThisMachine() {
        var name = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        return new Platform(
                "linux",
                switch (name) {
                    case "aarch64", "arm64" -> "arm64";
                    case "amd64", "x86_64" -> "amd64";
                    default -> name;
                });
    }

    /** @param text such as {@code linux/arm64} */
    public static Platform parse(String text) {
        var slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException("'" + text + "' is no platform such as linux/amd64");
        }
        return new Platform(text.substring(0, slash), text.substring(slash + 1));
    }

    @Override
    public String toString() {
        return os + "/" + architecture;
    }
}

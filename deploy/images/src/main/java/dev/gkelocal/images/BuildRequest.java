package dev.gkelocal.images;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What to make an image of.
 *
 * @param name last part of the reference: lower-case letters, digits, dots, underscores and dashes
 * @param source absolute path of a folder, or of one jar
 * @param command program and arguments that run it; empty to find out from the folder
 */
public record BuildRequest(String name, Path source, List<String> command) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,126}[a-z0-9])?");

    public BuildRequest {
        command = List.copyOf(command);
        if (!isName(name)) {
            throw new IllegalArgumentException("'" + name + "' is no image name: it must match " + NAME);
        }
        if (!source.isAbsolute()) {
            throw new IllegalArgumentException("source must be an absolute path, got '" + source + "'");
        }
    }

    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    public String reference() {
        return "local/" + name;
    }
}

package dev.gkelocal.images;

import dev.gkelocal.images.Image.Kind;
import java.util.List;

/**
 * How a source becomes an image: what was found in the folder, before anything is run.
 *
 * @param leftOut entries of the source's top folder that do not go into the image
 */
public record Recipe(Kind kind, Launch launch, List<String> leftOut) {

    /** How the image is run, in words that hold on every machine. */
    public sealed interface Launch {
        /** As it stands. */
        record Exec(List<String> command) implements Launch {}

        /** A line for the shell. */
        record Shell(String line) implements Launch {}

        /** Java with these arguments. */
        record Java(List<String> args) implements Launch {}

        /** A class that is yet to be compiled from these sources. */
        record JavaSource(String mainClass, List<String> sources) implements Launch {}

        /** @param line for the shell, with {@code python3} being the right one */
        record Python(String line, boolean requirements) implements Launch {}

        /** @param line for the shell; absent packages are installed first when there is a lock file */
        record Node(String line, boolean lockFile) implements Launch {}
    }

    public Recipe {
        leftOut = List.copyOf(leftOut);
    }
}

package dev.gkelocal.embedded.supervision;

import dev.gkelocal.embedded.launch.ClassArchive;
import dev.gkelocal.embedded.launch.ClassArchives;
import dev.gkelocal.embedded.launch.Program;
import java.nio.file.Path;
import java.util.List;

/** What a supervisor does about class archives. */
sealed interface Archiving {
    /** Uses those there are. @param make whether it makes the others in the background */
    record Use(boolean make) implements Archiving {}

    record Off() implements Archiving {}

    /** Runs so that one program, at its end, notes in a file what its archive must hold. */
    record Train(Program program, Path target) implements Archiving {}

    static Archiving parse(String text) {
        var parts = text.split(":", 3);
        return switch (parts[0]) {
            case "make" -> new Use(true);
            case "use" -> new Use(false);
            case "off" -> new Off();
            case "train" ->
                new Train(
                        Program.named(parts[1])
                                .orElseThrow(() -> new IllegalArgumentException("no program is named " + parts[1])),
                        Path.of(parts[2]));
            default -> throw new IllegalArgumentException("'" + text + "' is not make, use, off or train:PROGRAM:FILE");
        };
    }

    static String train(Program program, Path target) {
        return "train:" + program.title() + ":" + target;
    }

    /** A training run looks for archives too, so that the supervisor's own learns how. */
    default List<String> flags(Program program, ClassArchives archives) {
        return switch (this) {
            case Off() -> List.of();
            case Use _ -> archives.flags(program);
            case Train(var trained, var target) -> {
                var flags = archives.flags(program);
                yield program == trained ? ClassArchive.recordFlags(target) : flags;
            }
        };
    }

    default boolean trains(Program program) {
        return this instanceof Train(var trained, var _) && trained == program;
    }
}

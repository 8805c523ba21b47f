package dev.gkelocal.images;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Content and the way to run it.
 *
 * @param digest {@code sha256:...} over content, kind and command
 * @param command program and arguments, to be run in {@code content}
 * @param env variables that the command needs
 * @param content folder; not to be written to
 */
public record Image(
        String digest, Kind kind, List<String> command, Map<String, String> env, Path content, Instant createTime) {
    public Image {
        command = List.copyOf(command);
        env = Map.copyOf(env);
    }

    /** Stands for the JDK that runs us, which may be another one the next time. */
    static final String JAVA_HOME = "${java.home}";

    Image at(Path javaHome) {
        var resolved = command.stream()
                .map(it -> it.startsWith(JAVA_HOME) ? javaHome + it.substring(JAVA_HOME.length()) : it)
                .toList();
        return new Image(digest, kind, resolved, env, content, createTime);
    }

    /** What the source was found to be. */
    public enum Kind {
        COMMAND("command"),
        PROCFILE("procfile"),
        JAR("jar"),
        JAVA_SOURCE("java-source"),
        PYTHON("python"),
        NODE("node");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        static Kind of(String id) {
            for (var kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no image kind is called '" + id + "'");
        }
    }
}

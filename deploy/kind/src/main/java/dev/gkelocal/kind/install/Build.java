package dev.gkelocal.kind.install;

import java.nio.file.Path;
import java.util.Map;

/**
 * What images are made of, and by whom.
 *
 * @param dist folder of the build whose programs run
 * @param environment of the user, with PATH, HOME and the like
 */
public record Build(Path dist, Map<String, String> environment) {
    public Build {
        environment = Map.copyOf(environment);
    }
}

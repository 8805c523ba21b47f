package dev.gkelocal.config.loading;

import dev.gkelocal.config.GkeLocalConfig;
import java.util.List;

/** What loading came to. */
public sealed interface ConfigResult {

    /** @param warnings what a user may want to mend; nothing that stops the platform */
    record Loaded(GkeLocalConfig config, Origins origins, List<Problem> warnings) implements ConfigResult {
        public Loaded {
            warnings = List.copyOf(warnings);
        }
    }

    /** @param problems all of them, never empty */
    record Invalid(List<Problem> problems) implements ConfigResult {
        public Invalid {
            problems = List.copyOf(problems);
            if (problems.isEmpty()) {
                throw new IllegalArgumentException("an invalid configuration has a problem");
            }
        }
    }
}

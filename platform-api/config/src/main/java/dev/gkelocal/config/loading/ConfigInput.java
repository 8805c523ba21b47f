package dev.gkelocal.config.loading;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * All that the configuration is made of.
 *
 * @param base {@code gke-local.yaml}; absent where there is no project, and then every key has its default
 * @param overlay the file of an environment
 * @param variables the process's environment
 * @param flags values by the path of their key, in the form of one text
 */
public record ConfigInput(
        SourceFile base,
        Function<String, SourceFile> overlay,
        Map<String, String> variables,
        Map<String, String> flags) {
    public ConfigInput {
        variables = Map.copyOf(variables);
        flags = new LinkedHashMap<>(flags);
    }
}

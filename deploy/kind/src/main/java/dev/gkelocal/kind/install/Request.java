package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What {@code up --kind} is asked for.
 *
 * @param dist the build whose programs run
 * @param project folder to which the configuration's paths are relative
 * @param notes folder in which processes tell each other what they are doing to a cluster
 * @param context of the kubeconfig
 * @param environment of the user, with PATH, HOME and the like
 * @param timeout for everything to become ready
 */
public record Request(
        Path dist,
        Path project,
        Path notes,
        GkeLocalConfig config,
        String context,
        Map<String, String> environment,
        Duration timeout) {
    public static final Duration TIMEOUT = Duration.ofSeconds(300);

    public Request {
        environment = Map.copyOf(environment);
    }
}

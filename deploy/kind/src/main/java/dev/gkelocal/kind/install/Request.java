package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What {@code up --kind} is asked for.
 *
 * @param project folder to which the configuration's paths are relative
 * @param notes folder in which processes tell each other what they are doing to a cluster
 * @param context of the kubeconfig
 * @param timeout for everything to become ready
 */
public record Request(Build build, Path project, Path notes, GkeLocalConfig config, String context, Duration timeout) {
    public static final Duration TIMEOUT = Duration.ofSeconds(300);

    Map<String, String> environment() {
        return build.environment();
    }
}

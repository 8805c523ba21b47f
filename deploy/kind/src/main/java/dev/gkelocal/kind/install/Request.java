package dev.gkelocal.kind.install;

import dev.gkelocal.config.GkeLocalConfig;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code up --kind} is asked for.
 *
 * @param dist the build whose programs run
 * @param cache folder for what the making of images keeps
 * @param context of the kubeconfig
 * @param timeout for everything to become ready
 */
public record Request(Path dist, Path cache, GkeLocalConfig config, String context, Duration timeout) {
    public static final Duration TIMEOUT = Duration.ofSeconds(300);
}

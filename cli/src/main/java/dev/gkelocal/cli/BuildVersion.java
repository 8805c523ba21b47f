package dev.gkelocal.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Version, build and Java. */
final class BuildVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion());
        var build = Optional.ofNullable(System.getProperty("gkelocal.dist"))
                .map(it -> Path.of(it).getFileName().toString());
        return new String[] {
            "gke-local %s, build %s, Java %s"
                    .formatted(version.orElse("(from classes)"), build.orElse("unknown"), Runtime.version())
        };
    }
}

package dev.gkelocal.cli.run;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code gcloud run deploy} that have an effect here. Null is unsaid: the service keeps what it has. */
final class DeployFlags {
    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "Image to run, such as local/NAME of an earlier build.")
    @Nullable
    String image;

    @Option(
            names = "--source",
            paramLabel = "DIR",
            description = "Folder to build an image from: a Procfile, a single Java file, a jar, Python or Node.")
    @Nullable
    Path source;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port the program listens on, told to it as PORT (8080).")
    @Nullable
    String port;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            description = "Requests one instance takes at the same time, or 'default'.")
    @Nullable
    String concurrency;

    @Option(names = "--cpu", paramLabel = "CPU", description = "CPU limit of an instance, such as 1, 2 or 500m.")
    @Nullable
    String cpu;

    @Option(names = "--memory", paramLabel = "SIZE", description = "Memory limit of an instance, such as 512Mi or 2Gi.")
    @Nullable
    String memory;

    @Option(names = "--timeout", paramLabel = "TIME", description = "Time a request may take, such as 300 or 5m.")
    @Nullable
    String timeout;

    @Option(
            names = "--min-instances",
            paramLabel = "N",
            description = "Instances kept when there is no traffic, or 'default'.")
    @Nullable
    String minInstances;

    @Option(names = "--max-instances", paramLabel = "N", description = "Most instances, or 'default'.")
    @Nullable
    String maxInstances;

    @Option(
            names = "--set-env-vars",
            paramLabel = "K=V,...",
            description = "Environment variables, in place of all that are set.")
    @Nullable
    String setEnvVars;

    @Option(
            names = "--update-env-vars",
            paramLabel = "K=V,...",
            description = "Environment variables to add or change; the others stay.")
    @Nullable
    String updateEnvVars;

    @Option(
            names = "--command",
            paramLabel = "WORD,...",
            description = "Program and first words, in place of the image's; '' goes back to the image's.")
    @Nullable
    String command;

    @Option(names = "--args", paramLabel = "WORD,...", description = "Words after the command; '' goes back to none.")
    @Nullable
    String args;

    @Option(names = "--no-traffic", description = "The new revision gets no traffic; what serves now goes on.")
    boolean noTraffic;

    @Option(names = "--tag", paramLabel = "TAG", description = "Name for an address of its own for the new revision.")
    @Nullable
    String tag;

    @Option(
            names = "--revision-suffix",
            paramLabel = "SUFFIX",
            description = "End of the new revision's name, in place of a made one.")
    @Nullable
    String revisionSuffix;

    @Option(names = "--labels", paramLabel = "K=V,...", description = "Labels to add to the service and its revision.")
    @Nullable
    String labels;

    @Option(
            names = "--cpu-throttling",
            negatable = true,
            fallbackValue = "true",
            description = "Whether an instance has CPU only while it serves a request.")
    @Nullable
    Boolean cpuThrottling;

    @Option(names = "--description", paramLabel = "TEXT", description = "What the service is for.")
    @Nullable
    String description;

    @Option(names = "--async", description = "Do not wait until the revision is ready.")
    boolean async;

    @Option(
            names = {"-q", "--quiet"},
            description = "Ask nothing, show no progress.")
    boolean quiet;
}

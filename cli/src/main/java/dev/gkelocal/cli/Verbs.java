package dev.gkelocal.cli;

import dev.gkelocal.cli.autopilot.AutopilotCommand;
import dev.gkelocal.cli.cluster.ClusterCommand;
import dev.gkelocal.cli.demo.DemoCommand;
import dev.gkelocal.cli.load.LoadCommand;
import dev.gkelocal.cli.platform.DownCommand;
import dev.gkelocal.cli.platform.LogsCommand;
import dev.gkelocal.cli.platform.PlatformCommand;
import dev.gkelocal.cli.platform.ResetCommand;
import dev.gkelocal.cli.platform.StatusCommand;
import dev.gkelocal.cli.platform.UpCommand;
import dev.gkelocal.cli.registry.RegistryCommand;
import dev.gkelocal.cli.run.DeployCommand;
import dev.gkelocal.cli.run.RunCommand;
import dev.gkelocal.cli.setup.CompletionCommand;
import dev.gkelocal.cli.setup.ConfigCommand;
import dev.gkelocal.cli.setup.InitCommand;
import dev.gkelocal.cli.setup.ValidateCommand;
import dev.gkelocal.cli.startup.BuildCommand;
import dev.gkelocal.cli.startup.TestCommand;
import dev.gkelocal.cli.startup.TrainCommand;
import java.util.List;
import java.util.Set;

/**
 * The first words that a command begins with, in the order of the help. Most runs need the model of one of them only, and making all
 * takes longer than the rest of a start.
 */
enum Verbs {
    UP(UpCommand.class, "up", "start"),
    DOWN(DownCommand.class, "down", "stop"),
    STATUS(StatusCommand.class, "status"),
    LOGS(LogsCommand.class, "logs"),
    DEMO(DemoCommand.class, "demo"),
    INIT(InitCommand.class, "init"),
    VALIDATE(ValidateCommand.class, "validate"),
    CONFIG(ConfigCommand.class, "config"),
    RUN(RunCommand.class, "run"),
    DEPLOY(DeployCommand.class, "deploy"),
    AUTOPILOT(AutopilotCommand.class, "autopilot"),
    CLUSTER(ClusterCommand.class, "cluster"),
    REGISTRY(RegistryCommand.class, "registry"),
    PLATFORM(PlatformCommand.class, "platform"),
    LOAD(LoadCommand.class, "load"),
    RESET(ResetCommand.class, "reset"),
    COMPLETION(CompletionCommand.class, "completion"),
    BUILD(BuildCommand.class, "build"),
    TEST(TestCommand.class, "test"),
    TRAIN(TrainCommand.class, "train");

    private static final Set<Verbs> ABOUT_ALL = Set.of(COMPLETION, TRAIN);

    private final Class<?> command;
    private final List<String> names;

    Verbs(Class<?> command, String... names) {
        this.command = command;
        this.names = List.of(names);
    }

    Class<?> command() {
        return command;
    }

    List<String> names() {
        return names;
    }

    /** Those whose models a command line needs: its own, or all when its first word is none or is about all. */
    static List<Verbs> neededFor(String... words) {
        for (var verb : values()) {
            if (words.length > 0 && verb.names.contains(words[0]) && !ABOUT_ALL.contains(verb)) {
                return List.of(verb);
            }
        }
        return List.of(values());
    }
}

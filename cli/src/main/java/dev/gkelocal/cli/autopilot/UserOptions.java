package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.warden.Requester;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options that say whom to judge as. */
final class UserOptions {
    @Option(names = "--user", paramLabel = "NAME", description = "Who applies the objects; denials name them.")
    private String user = Requester.SOMEBODY.user();

    @Option(
            names = "--groups",
            paramLabel = "GROUP",
            split = ",",
            description = "The user's groups, separated by commas; system:authenticated when not given.")
    private List<String> groups = Requester.SOMEBODY.groups();

    Requester requester() {
        return new Requester(user, groups);
    }

    /** As autopilot-sim reads them. */
    Map<String, String> headers() {
        return Map.of("Impersonate-User", user, "Impersonate-Group", String.join(",", groups));
    }
}

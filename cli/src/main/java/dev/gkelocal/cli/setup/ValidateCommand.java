package dev.gkelocal.cli.setup;

import dev.gkelocal.cli.project.Place;
import dev.gkelocal.cli.project.ProjectOptions;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.config.loading.ConfigFiles;
import dev.gkelocal.config.loading.ConfigResult;
import dev.gkelocal.config.loading.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gke-local validate}. */
@Command(
        name = "validate",
        description = "Check the configuration: for one environment with -e, else for all that have an overlay.",
        footer = {"", "Examples:", "  gke-local validate", "  gke-local validate -e staging"})
public final class ValidateCommand implements Callable<Integer> {
    @Mixin
    private ProjectOptions projectOptions = new ProjectOptions();

    private final Session session;

    public ValidateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var place = Place.of(session, projectOptions);
        Set<Problem> warnings = new LinkedHashSet<>();
        Set<Problem> problems = new LinkedHashSet<>();
        var checked = new ArrayList<String>();
        for (var flags : combinations(place)) {
            switch (place.load(session, flags)) {
                case ConfigResult.Loaded(var config, var _, var warned) -> {
                    warnings.addAll(warned);
                    checked.add(config.environment());
                }
                case ConfigResult.Invalid(var found) -> problems.addAll(found);
            }
        }
        warnings.forEach(it -> session.terminal().warn(it.text()));
        if (!problems.isEmpty()) {
            problems.forEach(it -> session.terminal().fail(it.text()));
            return ExitCode.INVALID_CONFIGURATION.number();
        }
        session.terminal()
                .say("%s is valid for %s"
                        .formatted(
                                place.file()
                                        .map(Object::toString)
                                        .orElse("No gke-local.yaml: every key has its default, which"),
                                String.join(", ", new LinkedHashSet<>(checked))));
        return 0;
    }

    private List<Map<String, String>> combinations(Place place) {
        var asked = projectOptions.flags();
        var all = new ArrayList<Map<String, String>>();
        all.add(asked);
        if (!asked.containsKey("environment")) {
            for (var environment :
                    place.files(session).map(ValidateCommand::environments).orElse(List.of())) {
                var flags = new LinkedHashMap<>(asked);
                flags.put("environment", environment);
                all.add(flags);
            }
        }
        return all;
    }

    private static List<String> environments(ConfigFiles files) {
        try {
            return files.environments();
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    ExitCode.INVALID_CONFIGURATION, "cannot list " + files.project() + ": " + unreadable, unreadable);
        }
    }
}

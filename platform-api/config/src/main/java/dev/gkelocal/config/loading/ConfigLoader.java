package dev.gkelocal.config.loading;

import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.config.keys.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Lays the sources over each other: the file, the overlay of the environment, environment variables, flags. Maps are joined by key,
 * everything else is replaced. All problems are found, not the first alone.
 */
public final class ConfigLoader {
    private static final int MOST_PROBLEMS = 50;

    private final ConfigInput input;
    private final Layer merged = new Layer();
    private final List<Problem> warnings = new ArrayList<>();

    private ConfigLoader(ConfigInput input) {
        this.input = input;
    }

    public static ConfigResult load(ConfigInput input) {
        return new ConfigLoader(input).load();
    }

    private ConfigResult load() {
        var variables = TextLayer.ofVariables(input.variables());
        var flags = TextLayer.ofFlags(input.flags());
        var base = read(input.base());
        merged.add(base);
        if (!(input.base() instanceof SourceFile.Absent)) {
            overlay(base, variables, flags);
        }
        merged.add(variables);
        merged.add(flags);
        if (!merged.isRefused("")) {
            required();
            Agreement.check(merged);
        }
        if (!merged.problems().isEmpty()) {
            return new ConfigResult.Invalid(bounded(merged.problems()));
        }
        warnings.addAll(TextLayer.misspelt(input.variables()));
        warnAboutSecrets(base);
        warnAboutNothing();
        return new ConfigResult.Loaded(GkeLocalConfig.of(merged.values()), merged.origins(), warnings);
    }

    private static Layer read(SourceFile file) {
        if (file instanceof SourceFile.Read(var name, var text)) {
            return FileLayer.read(name, text);
        }
        var layer = new Layer();
        if (file instanceof SourceFile.Unreadable(var name, var why)) {
            layer.problem(new Origin.File(name, 1), "", "cannot be read: " + why);
        }
        return layer;
    }

    private void overlay(Layer base, Layer variables, Layer flags) {
        var layers = Stream.of(flags, variables, base);
        var chosen = layers.map(layer -> layer.find(Keys.ENVIRONMENT))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var environment = chosen == null ? defaultEnvironment() : chosen.value().toString();
        var file = input.overlay().apply(environment);
        if (file instanceof SourceFile.Absent(var name)
                && chosen != null
                && !environment.equals(defaultEnvironment())) {
            warnings.add(new Problem(
                    chosen.origin().where(),
                    Keys.ENVIRONMENT,
                    "there is no " + name + "; " + input.base().name() + " alone is used"));
        }
        var layer = read(file);
        var named = layer.find(Keys.ENVIRONMENT);
        if (named != null && !named.value().equals(environment)) {
            layer.problem(
                    named.origin(),
                    Keys.ENVIRONMENT,
                    "\"" + named.value() + "\" differs from the environment of this overlay, " + environment
                            + "; remove the line");
        }
        merged.add(layer);
    }

    private static String defaultEnvironment() {
        return GkeLocalConfig.defaults().environment();
    }

    private void required() {
        var isProject = input.base() instanceof SourceFile.Read;
        if (isProject && merged.find(Keys.PROJECT_NAME) == null && !merged.isRefused(Keys.PROJECT_NAME)) {
            merged.problem(
                    new Origin.File(input.base().name(), 1),
                    Keys.PROJECT_NAME,
                    "is missing; add a line such as project_name: shop");
        }
    }

    private void warnAboutSecrets(Layer base) {
        base.origins().byPath().keySet().stream()
                .filter(path -> path.startsWith(Keys.SECRETS + "."))
                .sorted()
                .forEach(path -> warnings.add(new Problem(
                        base.origin(path).where(),
                        path,
                        "is in clear text in a file that is checked in; set the variable "
                                + Keys.VARIABLE_PREFIX + "SECRETS_" + path.substring(Keys.SECRETS.length() + 1)
                                + ", or use an overlay that is not checked in")));
    }

    /** Of keys that nothing acts on: whoever gives one another value than its default expects something. */
    private void warnAboutNothing() {
        var values = merged.values();
        var origins = merged.origins();
        for (var key : Keys.all()) {
            if (!key.effective() && !values.get(key.path()).equals(key.fallbackValue())) {
                warnings.add(new Problem(
                        origins.first(key.path()).where(),
                        key.path(),
                        "has no effect yet; the platform behaves as without it"));
            }
        }
    }

    private static List<Problem> bounded(List<Problem> problems) {
        if (problems.size() <= MOST_PROBLEMS) {
            return problems;
        }
        var shown = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
        var left = problems.size() - MOST_PROBLEMS;
        shown.add(
                new Problem(problems.getLast().where(), "", "and " + left + " more problems; mend those above first"));
        return shown;
    }
}

package dev.gkelocal.config.loading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A configuration to load, built up source by source. */
final class Loading {
    private final String base;
    private final Map<String, String> overlays = new LinkedHashMap<>();
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> flags = new LinkedHashMap<>();

    private Loading(String base) {
        this.base = base;
    }

    /** The project's file as it is. */
    static Loading file(String base) {
        return new Loading(base);
    }

    /** The project's file with its name in the first line, so that the text begins in line 2. */
    static Loading project(String rest) {
        return new Loading("project_name: shop\n" + rest);
    }

    Loading overlay(String environment, String text) {
        overlays.put(environment, text);
        return this;
    }

    Loading variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Loading flag(String path, String value) {
        flags.put(path, value);
        return this;
    }

    ConfigResult result() {
        return ConfigLoader.load(
                new ConfigInput(new SourceFile.Read("gke-local.yaml", base), this::overlay, variables, flags));
    }

    private SourceFile overlay(String environment) {
        var name = "gke-local." + environment + ".yaml";
        var text = overlays.get(environment);
        return text == null ? new SourceFile.Absent(name) : new SourceFile.Read(name, text);
    }

    ConfigResult.Loaded loaded() {
        var result = result();
        assertThat(result).isInstanceOf(ConfigResult.Loaded.class);
        return (ConfigResult.Loaded) result;
    }

    List<String> problems() {
        return switch (result()) {
            case ConfigResult.Loaded _ -> List.of();
            case ConfigResult.Invalid(var problems) ->
                problems.stream().map(Problem::text).toList();
        };
    }

    List<String> warnings() {
        return loaded().warnings().stream().map(Problem::text).toList();
    }
}

package dev.gkelocal.images;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.images.Image.Kind;
import dev.gkelocal.images.Recipe.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/** Finds out what a source folder is, in the order: command, Procfile, jar, Java source, Python, Node. */
final class Detection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern WEB = Pattern.compile("(?m)^web:[ \\t]*(\\S.*?)[ \\t]*\\r?$");
    private static final Pattern MAIN = Pattern.compile("\\bvoid\\s+main\\s*\\(");
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final List<String> JAR_FOLDERS = List.of("", "target/", "build/libs/", "target/quarkus-app/");
    private static final List<String> LOCK_FILES = List.of("package-lock.json", "npm-shrinkwrap.json");

    private final SourceTree tree;

    private Detection(SourceTree tree) {
        this.tree = tree;
    }

    static Recipe of(SourceTree tree, List<String> command) throws IOException, SourceRejected {
        if (!command.isEmpty()) {
            return new Recipe(Kind.COMMAND, new Launch.Exec(command), List.of());
        }
        var detection = new Detection(tree);
        var found = detection.procfile();
        if (found.isEmpty()) {
            found = detection.jar();
        }
        if (found.isEmpty()) {
            found = detection.java();
        }
        if (found.isEmpty()) {
            found = detection.python();
        }
        if (found.isEmpty()) {
            found = detection.node();
        }
        return found.orElseThrow(() -> nothingRunnable(tree.root()));
    }

    private static SourceRejected nothingRunnable(Path source) {
        return new SourceRejected(
                "found nothing to run in '" + source + "'. Looked for: a Procfile with a 'web:' line; one"
                        + " runnable jar (in it, target/, build/libs/); *.java with one main method; main.py or app.py; package.json"
                        + " with a start script, index.js or server.js. Add one of them, or give the command with --command.");
    }

    private Optional<Recipe> procfile() throws IOException, SourceRejected {
        if (!tree.has("Procfile")) {
            return Optional.empty();
        }
        var web = WEB.matcher(tree.text("Procfile"));
        if (!web.find()) {
            throw new SourceRejected("Procfile has no line 'web: COMMAND'");
        }
        return Optional.of(new Recipe(Kind.PROCFILE, new Launch.Shell(web.group(1)), List.of()));
    }

    private Optional<Recipe> jar() throws IOException, SourceRejected {
        for (var folder : JAR_FOLDERS) {
            var runnable = new java.util.ArrayList<String>();
            for (var name : tree.names()) {
                if (isJarIn(folder, name) && hasMain(tree.file(name))) {
                    runnable.add(name);
                }
            }
            if (runnable.size() > 1) {
                throw new SourceRejected("found several runnable jars: " + String.join(", ", runnable)
                        + ". Leave one, or give the command with --command.");
            }
            if (!runnable.isEmpty()) {
                return Optional.of(
                        new Recipe(Kind.JAR, new Launch.Java(List.of("-jar", runnable.getFirst())), List.of()));
            }
        }
        return Optional.empty();
    }

    private static boolean isJarIn(String folder, String name) {
        return name.startsWith(folder) && name.endsWith(".jar") && name.indexOf('/', folder.length()) < 0;
    }

    private static boolean hasMain(Path file) throws SourceRejected {
        try (var jar = new JarFile(file.toFile())) {
            var manifest = jar.getManifest();
            return manifest != null && manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS) != null;
        } catch (IOException e) {
            throw new SourceRejected("'" + file + "' cannot be read as a jar: " + e.getMessage());
        }
    }

    private Optional<Recipe> java() throws IOException, SourceRejected {
        var sources = tree.names().stream()
                .filter(it -> it.endsWith(".java") && !it.startsWith("src/test/"))
                .toList();
        var mains = new java.util.ArrayList<String>();
        for (var source : sources) {
            if (MAIN.matcher(tree.text(source)).find()) {
                mains.add(source);
            }
        }
        if (mains.size() > 1) {
            throw new SourceRejected("found several Java files with a main method: " + String.join(", ", mains)
                    + ". Leave one, or give the command with --command.");
        }
        if (mains.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Recipe(Kind.JAVA_SOURCE, new Launch.JavaSource(mainClass(mains.getFirst()), sources), List.of()));
    }

    private String mainClass(String source) throws IOException {
        var file = source.substring(source.lastIndexOf('/') + 1);
        var simple = file.substring(0, file.length() - ".java".length());
        var declared = PACKAGE.matcher(tree.text(source));
        return declared.find() ? declared.group(1) + "." + simple : simple;
    }

    private Optional<Recipe> python() throws IOException {
        for (var module : List.of("main", "app")) {
            if (tree.has(module + ".py")) {
                var requirements = tree.has("requirements.txt") ? tree.text("requirements.txt") : "";
                var launch = new Launch.Python(pythonLine(module, requirements), tree.has("requirements.txt"));
                return Optional.of(new Recipe(Kind.PYTHON, launch, List.of("venv")));
            }
        }
        return Optional.empty();
    }

    /** The web server that the requirements name, as Google's buildpacks choose it; else the program itself. */
    private static String pythonLine(String module, String requirements) {
        if (requires(requirements, "uvicorn") || requires(requirements, "fastapi")) {
            return "exec python3 -m uvicorn " + module + ":app --host 0.0.0.0 --port \"$PORT\"";
        }
        if (requires(requirements, "gunicorn")) {
            return "exec python3 -m gunicorn --bind \":$PORT\" " + module + ":app";
        }
        return "exec python3 " + module + ".py";
    }

    private static boolean requires(String requirements, String project) {
        return Pattern.compile("(?mi)^\\s*" + project + "\\s*($|[\\[=<>~!;#\\s])")
                .matcher(requirements)
                .find();
    }

    private Optional<Recipe> node() throws IOException, SourceRejected {
        var locked = LOCK_FILES.stream().anyMatch(tree::has) && tree.has("package.json");
        var leftOut = locked ? List.of("node_modules") : List.<String>of();
        var script = startScript();
        if (script.isPresent()) {
            return Optional.of(new Recipe(Kind.NODE, new Launch.Node(script.get(), locked), leftOut));
        }
        for (var file : List.of("server.js", "index.js")) {
            if (tree.has(file)) {
                return Optional.of(new Recipe(Kind.NODE, new Launch.Node("exec node " + file, locked), leftOut));
            }
        }
        return Optional.empty();
    }

    /** The start script's own line, which saves the third of a second that npm takes; npm where it has more to do. */
    private Optional<String> startScript() throws IOException, SourceRejected {
        if (!tree.has("package.json")) {
            return Optional.empty();
        }
        try {
            var json = JSON.readTree(tree.text("package.json"));
            var scripts = json.path("scripts");
            if (scripts.path("start").isTextual()) {
                var around = scripts.has("prestart") || scripts.has("poststart");
                return Optional.of(
                        around ? "exec npm start" : scripts.path("start").asText());
            }
            var main = json.path("main").asText("");
            return tree.has(main) ? Optional.of("exec node " + main) : Optional.empty();
        } catch (JsonProcessingException e) {
            throw new SourceRejected("package.json cannot be read: " + e.getOriginalMessage());
        }
    }
}

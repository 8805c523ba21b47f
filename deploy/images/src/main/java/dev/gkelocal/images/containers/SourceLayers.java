package dev.gkelocal.images.containers;

import dev.gkelocal.images.Javac;
import dev.gkelocal.images.Recipe.Launch;
import dev.gkelocal.images.Source;
import dev.gkelocal.images.SourceRejected;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles, installs and lays out a user's source as an image. */
final class SourceLayers {
    private static final String WORKSPACE = "/workspace";
    private static final String PACKAGES = "/packages";
    private static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final TargetPackages packages;
    private final Javac javac;
    private final BaseImages bases;

    SourceLayers(TargetPackages packages, Javac javac, BaseImages bases) {
        this.packages = packages;
        this.javac = javac;
        this.bases = bases;
    }

    /**
     * @param layers below that of the content
     * @param env beside that of the base
     */
    private record Parts(List<String> command, List<Layer> layers, Map<String, String> env) {
        static Parts of(List<String> command) {
            return new Parts(command, List.of(), Map.of());
        }
    }

    /**
     * @param digest of the source when it was judged
     * @param folder to work in; must be there until the image is made
     */
    ContainerPlan plan(String name, Source source, String digest, Base base, Path folder)
            throws IOException, SourceRejected, ImageFailed {
        var content = folder.resolve("content");
        if (!source.copyTo(content).equals(digest)) {
            throw new SourceRejected("the source changed while it was read: try again");
        }
        var parts = switch (source.recipe().launch()) {
            case Launch.Exec(var command) -> Parts.of(command);
            case Launch.Shell(var line) -> Parts.of(shell(line));
            case Launch.Java(var args) ->
                Parts.of(Stream.concat(Stream.of("java"), args.stream()).toList());
            case Launch.JavaSource java -> java(java, content, base);
            case Launch.Python python -> python(python, content, base);
            case Launch.Node node -> node(node, content, base);
        };
        var layers = new ArrayList<>(parts.layers());
        layers.add(Layer.owned("source", content, WORKSPACE));
        var env = new TreeMap<>(parts.env());
        env.put("HOME", WORKSPACE);
        return new ContainerPlan(base, layers, env, parts.command(), ContainerPlan.NOBODY, WORKSPACE, name);
    }

    private static List<String> shell(String line) {
        return List.of("/bin/sh", "-c", line);
    }

    private Parts java(Launch.JavaSource java, Path content, Base base)
            throws IOException, SourceRejected, ImageFailed {
        var runtime = Interpreter.of(base, bases.config(base), "JAVA_VERSION").major();
        var older = runtime > 0 && runtime < Runtime.version().feature();
        var options = older ? List.of("--release", Integer.toString(runtime)) : List.<String>of();
        var outcome = javac.compile(content, java.sources(), Source.CLASSES, options);
        if (!outcome.succeeded()) {
            throw new SourceRejected("the Java source does not compile%s:\n%s"
                    .formatted(older ? " for Java " + runtime + ", which the base image has" : "", outcome.tail()));
        }
        var command = new ArrayList<>(List.of("java"));
        command.addAll(Source.JAVA_FLAGS);
        command.addAll(List.of("-cp", Source.CLASSES + ":.", java.mainClass()));
        return Parts.of(command);
    }

    private Parts python(Launch.Python python, Path content, Base base)
            throws IOException, SourceRejected, ImageFailed {
        // As Google's buildpack sets it: what is printed is seen at once.
        var env = new TreeMap<>(Map.of("PYTHONUNBUFFERED", "TRUE"));
        if (!python.requirements()) {
            return new Parts(shell(python.line()), List.of(), env);
        }
        var config = bases.config(base);
        var installed =
                packages.python(content.resolve("requirements.txt"), Interpreter.of(base, config, "PYTHON_VERSION"));
        env.put("PYTHONPATH", PACKAGES);
        env.put("PATH", PACKAGES + "/bin:" + config.env().getOrDefault("PATH", DEFAULT_PATH));
        return new Parts(shell(python.line()), List.of(Layer.programs("packages", installed, PACKAGES)), env);
    }

    private Parts node(Launch.Node node, Path content, Base base) throws IOException, SourceRejected, ImageFailed {
        var config = bases.config(base);
        var path = WORKSPACE + "/node_modules/.bin:" + config.env().getOrDefault("PATH", DEFAULT_PATH);
        var env = Map.of("NODE_ENV", "production", "PATH", path);
        if (!node.lockFile()) {
            return new Parts(shell(node.line()), List.of(), env);
        }
        var installed = packages.node(content, Interpreter.of(base, config, "NODE_VERSION"));
        var modules = Layer.programs("packages", installed.resolve("node_modules"), WORKSPACE + "/node_modules");
        return new Parts(shell(node.line()), List.of(modules), env);
    }
}

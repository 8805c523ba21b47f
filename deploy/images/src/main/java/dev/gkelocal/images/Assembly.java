package dev.gkelocal.images;

import dev.gkelocal.images.Recipe.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns copied sources into something that runs: compiles, installs packages, finds interpreters. */
final class Assembly {
    /** Quick to start and small; what the user's own flags say in JAVA_TOOL_OPTIONS still counts. */
    static final List<String> JAVA_FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    static final String CLASSES = ".classes";

    private final PackageCache packages;
    private final Javac javac;

    Assembly(PackageCache packages, Javac javac) {
        this.packages = packages;
        this.javac = javac;
    }

    /**
     * How the image is run on this machine.
     *
     * @param packages key of the package cache entry that it needs; empty for none
     */
    record Runnable(List<String> command, Map<String, String> env, String packages) {
        static Runnable of(List<String> command) {
            return new Runnable(command, Map.of(), "");
        }
    }

    Runnable assemble(Recipe recipe, Path content) throws IOException, SourceRejected {
        return switch (recipe.launch()) {
            case Launch.Exec(var command) -> Runnable.of(command);
            case Launch.Shell(var line) -> Runnable.of(shell(line));
            case Launch.Java(var args) -> Runnable.of(java(List.of(), args));
            case Launch.JavaSource source -> compile(source, content);
            case Launch.Python python -> python(python, content);
            case Launch.Node node -> node(node, content);
        };
    }

    private static List<String> shell(String line) {
        return List.of("/bin/sh", "-c", line);
    }

    private static List<String> java(List<String> flags, List<String> args) {
        var command = new ArrayList<String>();
        command.add(Image.JAVA_HOME + "/bin/java");
        command.addAll(flags);
        command.addAll(args);
        return command;
    }

    private Runnable compile(Launch.JavaSource source, Path content) throws IOException, SourceRejected {
        var outcome = javac.compile(content, source.sources(), CLASSES, List.of());
        if (!outcome.succeeded()) {
            throw new SourceRejected("the Java source does not compile:\n" + outcome.tail());
        }
        return Runnable.of(java(JAVA_FLAGS, List.of("-cp", CLASSES + ":.", source.mainClass())));
    }

    private Runnable python(Launch.Python python, Path content) throws IOException, SourceRejected {
        var interpreter = packages.python();
        if (!python.requirements()) {
            return withPath(python.line(), interpreter.resolveSibling(""), "");
        }
        var installed = packages.pythonPackages(interpreter, content.resolve("requirements.txt"));
        return withPath(python.line(), installed.folder().resolve("bin"), installed.key());
    }

    private Runnable node(Launch.Node node, Path content) throws IOException, SourceRejected {
        var interpreter = Tool.find("node")
                .orElseThrow(() -> new SourceRejected("this is a Node program, but there is no 'node' on the PATH"));
        var modules = content.resolve("node_modules");
        var key = "";
        if (node.lockFile()) {
            var installed = packages.nodePackages(content);
            Files.createSymbolicLink(modules, installed.folder().resolve("node_modules"));
            key = installed.key();
        }
        var path = "./node_modules/.bin:" + interpreter.resolveSibling("");
        return withPath(node.line(), path, key);
    }

    private static Runnable withPath(String line, Path folder, String key) {
        return withPath(line, folder.toString(), key);
    }

    /** Set by the shell, so that a PATH of the user's own still counts behind it. */
    private static Runnable withPath(String line, String folders, String key) {
        return new Runnable(shell("PATH=\"" + folders + ":$PATH\"; " + line), Map.of(), key);
    }
}

package dev.gkelocal.images.containers;

import dev.gkelocal.images.Folders;
import dev.gkelocal.images.SourceRejected;
import dev.gkelocal.images.Tool;
import dev.gkelocal.images.registry.Platform;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Packages of Python and Node for the platform and version of a base image, which need not be those of this machine. Installed once
 * for each list of requirements; a folder appears whole, by a rename.
 */
final class TargetPackages {
    /** The range of glibc (PEP 600) and musl (PEP 656) minor versions that wheels are built for and current bases have. */
    private static final int OLDEST_GLIBC = 5;

    private static final int NEWEST_GLIBC = 36;
    private static final int NEWEST_MUSL = 2;

    private final Path root;

    TargetPackages(Path root) {
        this.root = root;
    }

    private interface Installation {
        void into(Path folder) throws IOException, SourceRejected;
    }

    /** The folder of the packages, for {@code PYTHONPATH}. */
    Path python(Path requirements, Interpreter target) throws IOException, SourceRejected {
        if (target.minor().isEmpty()) {
            throw new SourceRejected(
                    "requirements.txt asks for packages, but the base image %s does not say which Python it has: it must set PYTHON_VERSION, as the official images do"
                            .formatted(target.image()));
        }
        var key = "python-" + key(target.minor(), target, Files.readString(requirements));
        return installed(
                key,
                folder -> require(
                        Tool.run(requirements.resolveSibling(""), pip(requirements, target, folder)),
                        "pip install for Python %s on %s".formatted(target.minor(), target.platform()),
                        "Only packages with a wheel for that platform can be installed from here. Others belong into a base image of your own,"
                                + " named by images.python_image."));
    }

    private static List<String> pip(Path requirements, Interpreter target, Path folder) throws SourceRejected {
        var python = Tool.find("python3")
                .orElseThrow(() -> new SourceRejected(
                        "requirements.txt asks for packages to be installed, but there is no 'python3' on the PATH"));
        var command = new ArrayList<>(List.of(python.toString(), "-m", "pip", "install"));
        command.addAll(List.of("--disable-pip-version-check", "--quiet", "--no-compile", "--no-warn-conflicts"));
        command.addAll(List.of("--only-binary=:all:", "--implementation", "cp", "--python-version", target.minor()));
        platforms(target).forEach(it -> command.addAll(List.of("--platform", it)));
        command.addAll(List.of("--target", folder.toString(), "--requirement", requirements.toString()));
        return command;
    }

    private static Stream<String> platforms(Interpreter target) {
        var machine = target.platform().architecture().equals("arm64") ? "aarch64" : "x86_64";
        if (target.musl()) {
            return IntStream.iterate(NEWEST_MUSL, it -> it > 0, it -> it - 1)
                    .mapToObj(it -> "musllinux_1_" + it + "_" + machine);
        }
        var glibc = IntStream.iterate(NEWEST_GLIBC, it -> it >= OLDEST_GLIBC, it -> it - 1)
                .mapToObj(it -> "manylinux_2_" + it + "_" + machine);
        return Stream.concat(glibc, Stream.of("manylinux2014_" + machine, "manylinux1_" + machine));
    }

    /** The folder that holds {@code node_modules}. */
    Path node(Path content, Interpreter target) throws IOException, SourceRejected {
        var lock = content.resolve("package-lock.json");
        if (!Files.exists(lock)) {
            lock = content.resolve("npm-shrinkwrap.json");
        }
        var locked = lock;
        var manifest = content.resolve("package.json");
        var key = "node-"
                + key(Integer.toString(target.major()), target, Files.readString(lock), Files.readString(manifest));
        return installed(key, folder -> {
            Files.copy(locked, folder.resolve(locked.getFileName()));
            Files.copy(manifest, folder.resolve("package.json"));
            require(Tool.run(folder, npm(target)), "npm ci for " + target.platform(), "");
            // npm removes the folder when there is nothing to put into it.
            NodeModules.settle(Files.createDirectories(folder.resolve("node_modules")), target);
        });
    }

    private static List<String> npm(Interpreter target) throws SourceRejected {
        var npm = Tool.find("npm")
                .orElseThrow(() -> new SourceRejected(
                        "package-lock.json asks for packages to be installed, but there is no 'npm' on the PATH"));
        var command = new ArrayList<>(List.of(npm.toString(), "ci", "--omit=dev", "--no-audit", "--no-fund"));
        command.add("--os=" + target.platform().os());
        command.add("--cpu="
                + (target.platform().architecture().equals("amd64")
                        ? "x64"
                        : target.platform().architecture()));
        command.add("--libc=" + (target.musl() ? "musl" : "glibc"));
        if (!isThisMachine(target)) {
            // What they would compile or fetch would be for this machine.
            command.add("--ignore-scripts");
        }
        return command;
    }

    private static boolean isThisMachine(Interpreter target) {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        return os.equals(target.platform().os()) && target.platform().equals(Platform.ofThisMachine());
    }

    private Path installed(String key, Installation installation) throws IOException, SourceRejected {
        var folder = root.resolve(key);
        if (Files.isDirectory(folder)) {
            return folder;
        }
        var part = Files.createDirectories(root.resolve(".part-" + UUID.randomUUID()));
        try {
            installation.into(part);
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
            // Somebody else has just installed the same.
        } finally {
            Folders.delete(part);
        }
        return folder;
    }

    private static String key(String version, Interpreter target, String... files) {
        var words = new ArrayList<>(List.of(version, target.platform().toString(), target.musl() ? "musl" : "glibc"));
        words.addAll(List.of(files));
        return Hash.of(words).substring(0, 32);
    }

    private static void require(Tool.Outcome outcome, String step, String advice) throws SourceRejected {
        if (!outcome.succeeded()) {
            throw new SourceRejected(
                    (step + " failed with status " + outcome.status() + ":\n" + outcome.tail() + "\n" + advice)
                            .strip());
        }
    }
}

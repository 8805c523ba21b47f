package dev.gkelocal.images.containers;

import dev.gkelocal.images.SourceRejected;
import dev.gkelocal.images.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What npm installed, made fit for a layer, which holds files only. */
final class NodeModules {
    private NodeModules() {}

    static void settle(Path modules, Interpreter target) throws IOException, SourceRejected {
        List<Path> entries;
        try (var walk = Files.walk(modules)) {
            entries = walk.toList();
        }
        for (var entry : entries) {
            if (Files.isSymbolicLink(entry)) {
                replace(modules, entry);
            } else if (isCompiledHere(entry) && !isSameNode(target)) {
                throw new SourceRejected(
                        "npm compiled '%s' for the Node of this machine, which is not that of the base image %s (%s): use that version here, or name another base by images.node_image"
                                .formatted(modules.relativize(entry), target.image(), target.version()));
            }
        }
    }

    /** A link to a program becomes a program that starts it: programs look for their own files beside themselves. */
    private static void replace(Path modules, Path link) throws IOException, SourceRejected {
        var to = Files.readSymbolicLink(link);
        if (to.isAbsolute()
                || !Files.isRegularFile(link)
                || !link.resolveSibling("").endsWith(".bin")) {
            throw new SourceRejected(
                    "'%s' is a link to %s, which cannot be in an image: depend on a published package instead"
                            .formatted(modules.relativize(link), to));
        }
        Files.delete(link);
        Files.writeString(link, "#!/bin/sh\nexec \"$(dirname \"$0\")/" + to + "\" \"$@\"\n");
        if (!link.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make '" + link + "' executable");
        }
    }

    /** Where node-gyp puts what it compiles; what packages bring ready-made lies elsewhere. */
    private static boolean isCompiledHere(Path file) {
        return file.toString().endsWith(".node") && file.resolveSibling("").endsWith(Path.of("build", "Release"));
    }

    private static boolean isSameNode(Interpreter target) throws IOException {
        var node = Tool.find("node");
        if (node.isEmpty()) {
            return false;
        }
        var version = Tool.run(Path.of("/"), List.of(node.get().toString(), "--version"));
        return version.output().strip().startsWith("v" + target.major() + ".");
    }
}

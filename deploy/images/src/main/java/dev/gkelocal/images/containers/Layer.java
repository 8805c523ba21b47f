package dev.gkelocal.images.containers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Files that change together. The same files make the same layer, byte for byte, whatever their time stamps.
 *
 * @param name for people
 * @param files in the order of their targets
 * @param owner {@code uid:gid}
 */
record Layer(String name, List<ContainerFile> files, String owner) {
    static final String ROOT = "0:0";

    Layer {
        files = files.stream()
                .sorted(Comparator.comparing(ContainerFile::target))
                .toList();
    }

    /** Every file below a folder that is wanted, at the same place below the target; owned by root. */
    static Layer below(String name, Path folder, String target, Predicate<Path> wanted) throws IOException {
        var found = new ArrayList<ContainerFile>();
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile).filter(wanted)::iterator) {
                var place = folder.relativize(file).toString().replace('\\', '/');
                // A build's own files are not programs, whatever the mode that copying gave them.
                found.add(new ContainerFile(file, target + "/" + place, false));
            }
        }
        return new Layer(name, found, ROOT);
    }

    /** Every file below a folder, programs being programs; owned by root. */
    static Layer programs(String name, Path folder, String target) throws IOException {
        try (var files = Files.walk(folder)) {
            return new Layer(
                    name,
                    files.filter(Files::isRegularFile)
                            .map(it -> moved(it, folder, target))
                            .toList(),
                    ROOT);
        }
    }

    /** Every file and folder below a folder and the folder itself, owned by the user that runs the image. */
    static Layer owned(String name, Path folder, String target) throws IOException {
        try (var files = Files.walk(folder)) {
            return new Layer(name, files.map(it -> moved(it, folder, target)).toList(), ContainerPlan.NOBODY);
        }
    }

    private static ContainerFile moved(Path file, Path folder, String target) {
        var place = folder.relativize(file).toString().replace('\\', '/');
        return ContainerFile.of(file, place.isEmpty() ? target : target + "/" + place);
    }
}

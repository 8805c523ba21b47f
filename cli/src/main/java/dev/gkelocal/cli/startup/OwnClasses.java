package dev.gkelocal.cli.startup;

import java.io.File;
import java.io.IOException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Loads the classes of this project, so that the cache holds those too that only commands with effects need. */
final class OwnClasses {
    private static final String OWN = "dev/gkelocal/";
    private static final String CLASS = ".class";

    private OwnClasses() {}

    /** @return how many were loaded */
    static int load(String classPath) throws IOException {
        var loaded = 0;
        for (var path : classPath.split(File.pathSeparator, -1)) {
            if (path.endsWith(".jar")) {
                loaded += loadJar(path);
            }
        }
        return loaded;
    }

    private static int loadJar(String path) throws IOException {
        try (var jar = new JarFile(path)) {
            var names = jar.stream()
                    .map(JarEntry::getName)
                    .filter(it -> it.startsWith(OWN) && it.endsWith(CLASS) && !it.endsWith("package-info.class"))
                    .toList();
            names.forEach(OwnClasses::loadClass);
            return names.size();
        }
    }

    /** Without running its initialiser. */
    private static void loadClass(String entry) {
        var name = entry.substring(0, entry.length() - CLASS.length()).replace('/', '.');
        try {
            Class.forName(name, false, OwnClasses.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError _) {
            // A class that is not loadable here is not needed here either.
            return;
        }
    }
}

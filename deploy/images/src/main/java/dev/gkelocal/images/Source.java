package dev.gkelocal.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/** A source folder or jar, read, with what it was found to be. */
public final class Source {
    /** Where a Java source's classes go, below its folder. */
    public static final String CLASSES = Assembly.CLASSES;

    /** For programs that are started often and are small. */
    public static final List<String> JAVA_FLAGS = Assembly.JAVA_FLAGS;

    private final SourceTree tree;
    private final Recipe recipe;

    private Source(SourceTree tree, Recipe recipe) {
        this.tree = tree;
        this.recipe = recipe;
    }

    /** @param command program and arguments that run it; empty to find out from the folder */
    public static Source read(Path folder, List<String> command) throws IOException, SourceRejected {
        var whole = SourceTree.read(folder, Set.of());
        var recipe = Detection.of(whole, command);
        var kept = recipe.leftOut().isEmpty() ? whole : SourceTree.read(folder, Set.copyOf(recipe.leftOut()));
        return new Source(kept, recipe);
    }

    public Recipe recipe() {
        return recipe;
    }

    public boolean has(String file) {
        return tree.has(file);
    }

    /** Hex digits that stand for kind, command, names, modes and contents. */
    public String digest() throws IOException {
        var digest = begin();
        tree.digestInto(digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Copies every file. Returns the digest of what was copied, which may have changed since it was read. */
    public String copyTo(Path folder) throws IOException {
        var digest = begin();
        tree.copyTo(folder, digest);
        return HexFormat.of().formatHex(digest.digest());
    }

    private MessageDigest begin() {
        var digest = Folders.sha256();
        digest.update((recipe.kind().id() + '\0' + recipe.launch() + '\0').getBytes(StandardCharsets.UTF_8));
        return digest;
    }
}

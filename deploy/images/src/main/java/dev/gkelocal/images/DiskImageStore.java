package dev.gkelocal.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Images below a folder: {@code blobs/HEX/content} with {@code image.json}, {@code names/NAME} holding a digest,
 * {@code packages/} for installed ones. Everything appears by a rename, so a crash or a full disk leaves no half image.
 */
public final class DiskImageStore implements ImageStore {
    private static final String SHA256 = "sha256:";
    private static final String LOCAL = "local/";
    private static final int SPARED = 5;

    private final Path blobs;
    private final Path names;
    private final Path temporary;
    private final PackageCache packages;
    private final Assembly assembly;
    private final Path javaHome;
    private final InstantSource clock;
    /** Builds share it; the collection, which must not take anything from under a build, has it alone. */
    private final ReadWriteLock inUse = new ReentrantReadWriteLock();

    /**
     * @param root of this store alone
     * @param cache folder for what makes builds quicker and may be deleted at any time
     */
    public DiskImageStore(Path root, Path cache, Path javaHome, InstantSource clock) {
        this.blobs = root.resolve("blobs");
        this.names = root.resolve("names");
        this.temporary = root.resolve("tmp");
        this.packages = new PackageCache(root.resolve("packages"));
        this.assembly = new Assembly(packages, new Javac(javaHome, cache, true));
        this.javaHome = javaHome;
        this.clock = clock;
    }

    @Override
    public BuildResult build(BuildRequest request) {
        inUse.readLock().lock();
        try {
            var source = Source.read(request.source(), request.command());
            var known = byDigest(SHA256 + source.digest());
            var image = known.isPresent() ? known.get() : make(source);
            name(request.name(), image.digest());
            return new BuildResult.Built(request.reference(), image, known.isPresent());
        } catch (SourceRejected e) {
            return new BuildResult.Rejected(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            return new BuildResult.Failed("cannot build image '" + request.reference() + "': " + words(e));
        } finally {
            inUse.readLock().unlock();
        }
    }

    private Image make(Source source) throws IOException, SourceRejected {
        var folder = temporary.resolve(UUID.randomUUID().toString());
        try {
            var content = folder.resolve("content");
            // The source may have changed since it was first read: what was copied counts.
            var name = SHA256 + source.copyTo(content);
            var runnable = assembly.assemble(source.recipe(), content);
            var target = folderOf(name);
            var image = new Image(
                    name,
                    source.recipe().kind(),
                    runnable.command(),
                    runnable.env(),
                    target.resolve("content"),
                    clock.instant());
            new Manifest(image, runnable.packages()).write(folder);
            Files.createDirectories(blobs);
            if (!Files.exists(target)) {
                Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
            }
            return image.at(javaHome);
        } finally {
            Folders.delete(folder);
        }
    }

    private Path folderOf(String digest) {
        return blobs.resolve(digest.substring(SHA256.length()));
    }

    private void name(String name, String digest) throws IOException {
        Files.createDirectories(names);
        Files.createDirectories(temporary);
        var file = temporary.resolve(name + "-" + UUID.randomUUID());
        try {
            Files.writeString(file, digest);
            Files.move(file, names.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public Optional<Image> find(String reference) {
        try {
            var at = reference.indexOf('@');
            if (at >= 0 || reference.startsWith(SHA256)) {
                return byDigest(reference.substring(at + 1));
            }
            var name = reference.startsWith(LOCAL) ? reference.substring(LOCAL.length()) : "";
            return BuildRequest.isName(name) ? byName(name) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read image '" + reference + "'", e);
        }
    }

    private Optional<Image> byName(String name) throws IOException {
        try {
            return byDigest(Files.readString(names.resolve(name)).strip());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private Optional<Image> byDigest(String digest) throws IOException {
        if (!digest.matches("sha256:[0-9a-f]{64}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Manifest.read(folderOf(digest)).image().at(javaHome));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    @Override
    public List<NamedImage> list() {
        if (!Files.isDirectory(names)) {
            return List.of();
        }
        var found = new ArrayList<NamedImage>();
        try (var files = Files.newDirectoryStream(names)) {
            for (var file : files) {
                var name = file.getFileName().toString();
                byName(name).ifPresent(it -> found.add(new NamedImage(LOCAL + name, it)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list images", e);
        }
        found.sort(Comparator.comparing(NamedImage::reference));
        return List.copyOf(found);
    }

    @Override
    public void collect(Set<String> digestsInUse) {
        if (!Files.isDirectory(blobs) || !inUse.writeLock().tryLock()) {
            return;
        }
        try {
            var wanted = new HashSet<>(digestsInUse);
            list().forEach(it -> wanted.add(it.image().digest()));
            var manifests = manifests();
            manifests.sort(Comparator.comparing((Manifest it) -> it.image().createTime())
                    .reversed());
            var keys = new HashSet<String>();
            int spared = 0;
            for (var manifest : manifests) {
                var digest = manifest.image().digest();
                if (wanted.contains(digest) || spared++ < SPARED) {
                    keys.add(manifest.packages());
                } else {
                    Folders.delete(folderOf(digest));
                }
            }
            packages.keepOnly(keys);
            Folders.delete(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete images that are not in use", e);
        } finally {
            inUse.writeLock().unlock();
        }
    }

    private List<Manifest> manifests() throws IOException {
        var found = new ArrayList<Manifest>();
        try (var folders = Files.newDirectoryStream(blobs)) {
            for (var folder : folders) {
                found.add(Manifest.read(folder));
            }
        }
        return found;
    }

    /** The system's own reason, such as a full disk, with the file that it is about. */
    private static String words(Exception e) {
        if (e instanceof FileSystemException file && file.getReason() != null) {
            return file.getReason() + " (" + file.getFile() + "). Nothing was stored.";
        }
        return e.getMessage() + ". Nothing was stored.";
    }
}

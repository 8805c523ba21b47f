package dev.gkelocal.images.containers;

import dev.gkelocal.images.SourceRejected;
import dev.gkelocal.images.registry.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The images of our own programs, made from the folder of a build: {@code REGISTRY/gke-local/NAME:TAG}. */
public final class PlatformImages {
    /** The services. What their library folders have in common is one layer of all of them. */
    private static final List<String> SERVICES = List.of("platform-api", "cloudrun-sim", "autopilot-sim");

    private static final String BROKER = "kafka";
    private static final String QUARKUS = "/app/quarkus-app";
    private static final String OURS = "dev.gkelocal.";

    private final Path dist;
    private final String base;
    private final BaseImages bases;
    private final Containers containers;
    private final BuildSettings settings;

    /**
     * @param dist folder of a build: {@code broker/lib}, {@code NAME/quarkus-app}
     * @param base image with a Java runtime on its path
     */
    public PlatformImages(Path dist, String base, BuildSettings settings) {
        this.dist = dist;
        this.base = base;
        this.settings = settings;
        this.bases = new BaseImages(settings);
        this.containers = new Containers(settings);
    }

    /** Every image by the name of its workload, pushed where it was not there: {@code kafka}, {@code platform-api}, and so on. */
    public Map<String, PushedImage> push(BuildListener listener) throws ImageFailed {
        var pushed = new TreeMap<String, PushedImage>();
        for (var plan : plans(listener).entrySet()) {
            var name = plan.getKey();
            try {
                var image = plan.getValue();
                pushed.put(name, containers.push(name, repository(name), image.tag(), image::plan, listener));
            } catch (IOException | SourceRejected e) {
                throw Causes.explain(name, e);
            }
        }
        return pushed;
    }

    /** What {@link #push} would push, by tag; nothing is built. */
    public Map<String, Reference> planned(BuildListener listener) throws ImageFailed {
        var planned = new TreeMap<String, Reference>();
        plans(listener)
                .forEach((name, it) ->
                        planned.put(name, new Reference(settings.registryName(), repository(name), it.tag(), "")));
        return planned;
    }

    private record Tagged(ContainerPlan plan, String tag) {}

    private static String repository(String name) {
        return "gke-local/" + name;
    }

    private Map<String, Tagged> plans(BuildListener listener) throws ImageFailed {
        var resolved = bases.resolve(base, listener);
        var contents = new Contents(settings.cache().resolve("contents.tsv"));
        try {
            var shared = shared(contents);
            var plans = new TreeMap<String, Tagged>();
            plans.put(BROKER, tagged(plan(resolved, BROKER, broker(), "/app/lib/broker.jar"), contents));
            for (var service : SERVICES) {
                var layers = service(service, shared);
                plans.put(service, tagged(plan(resolved, service, layers, QUARKUS + "/quarkus-run.jar"), contents));
            }
            contents.save();
            return plans;
        } catch (IOException e) {
            throw new ImageFailed(
                    ImageFailed.Kind.INPUT_MISSING,
                    "the build at %s is not whole (%s); make it anew with `gke-local build`"
                            .formatted(dist, e.getMessage()),
                    e);
        }
    }

    private static Tagged tagged(ContainerPlan plan, Contents contents) throws IOException {
        return new Tagged(plan, plan.tag(contents));
    }

    /** The manifest of a cluster sets flags; what stands here is enough to try an image out. */
    private static ContainerPlan plan(Base base, String name, List<Layer> layers, String jar) {
        return new ContainerPlan(
                base,
                layers,
                new TreeMap<>(),
                List.of("java", "-jar", jar),
                ContainerPlan.NOBODY,
                "/app",
                "GKE Local: " + name);
    }

    private List<Layer> broker() throws IOException {
        var lib = dist.resolve("broker/lib");
        var own = lib.resolve("broker.jar");
        return List.of(
                Layer.below("dependencies", lib, "/app/lib", it -> !it.equals(own)),
                Layer.below("application", lib, "/app/lib", own::equals));
    }

    private List<Layer> service(String name, Set<String> shared) throws IOException {
        var folder = dist.resolve(name).resolve("quarkus-app");
        var lib = folder.resolve("lib");
        // Jib knows a layer again by the names of its sources: taken from one service for all, it is packed once.
        var one = dist.resolve(SERVICES.getFirst()).resolve("quarkus-app/lib");
        return List.of(
                Layer.below("shared dependencies", one, QUARKUS + "/lib", it -> isShared(shared, one, it)),
                Layer.below("dependencies", lib, QUARKUS + "/lib", it -> !isShared(shared, lib, it) && !isOurs(it)),
                Layer.below("application", folder, QUARKUS, it -> !it.startsWith(lib) || isOurs(it)));
    }

    private static boolean isShared(Set<String> shared, Path lib, Path file) {
        return shared.contains(lib.relativize(file).toString());
    }

    /** Changes with every commit, unlike the other libraries. */
    private static boolean isOurs(Path file) {
        return file.getFileName().toString().startsWith(OURS);
    }

    /** Libraries of other people that every service has, by their place below {@code lib}. */
    private Set<String> shared(Contents contents) throws IOException {
        var seen = new HashMap<String, Set<String>>();
        for (var service : SERVICES) {
            var lib = dist.resolve(service).resolve("quarkus-app/lib");
            try (var files = Files.walk(lib)) {
                for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    var content = contents.of(file);
                    seen.computeIfAbsent(lib.relativize(file).toString(), _ -> new HashSet<>())
                            .add(content + " " + service);
                }
            }
        }
        var shared = new HashSet<String>();
        seen.forEach((place, found) -> {
            var distinct = found.stream()
                    .map(it -> it.substring(0, it.indexOf(' ')))
                    .distinct()
                    .count();
            if (found.size() == SERVICES.size() && distinct == 1 && !isOurs(Path.of(place))) {
                shared.add(place);
            }
        });
        return shared;
    }
}

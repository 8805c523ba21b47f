package dev.gkelocal.images.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.images.registry.Logins;
import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.images.registry.Reference;
import dev.gkelocal.images.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformImagesTest {
    private static final Platform AMD64 = new Platform("linux", "amd64");
    private static final List<String> SERVICES = List.of("platform-api", "cloudrun-sim", "autopilot-sim");

    @TempDir
    private Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<String> warnings = new ArrayList<>();
    private String base = "";

    @BeforeEach
    void setUp() throws IOException {
        base = registry.putBase("jre", "25", "PATH=/opt/java/bin");
        dist("dist", "1");
    }

    @AfterEach
    void tearDown() {
        registry.close();
    }

    @Test
    void push_intoEmptyRegistry_makesFourImagesThatRunAsNobody() throws Exception {
        // When
        var pushed = push("dist", "cache");

        // Then
        assertThat(pushed).containsOnlyKeys("autopilot-sim", "cloudrun-sim", "kafka", "platform-api");
        assertThat(pushed.values()).allMatch(PushedImage::built);
        var service = pushed.get("cloudrun-sim").reference();
        assertThat(service.name()).isEqualTo(registry.name() + "/gke-local/cloudrun-sim");
        var client = Registry.at(registry.name());
        var image = client.manifest(service.repository(), service.digest()).orElseThrow();
        var config = client.config(service.repository(), image);
        assertThat(image.layers()).hasSize(3);
        assertThat(config.user()).isEqualTo("65532:65532");
        assertThat(config.entrypoint()).containsExactly("java", "-jar", "/app/quarkus-app/quarkus-run.jar");
        assertThat(config.workingDirectory()).isEqualTo("/app");
        assertThat(config.env()).containsEntry("PATH", "/opt/java/bin");
        assertThat(config.labels()).containsEntry("org.opencontainers.image.base.name", registry.name() + "/jre");
        assertThat(warnings).isEmpty();
    }

    @Test
    void push_ofTheSameFilesFromAnotherFolderAtAnotherTime_makesTheSameDigests() throws Exception {
        // Given
        var first = references(push("dist", "cache"));
        dist("later", "1");
        try (var files = Files.walk(folder.resolve("later"))) {
            for (var file : (Iterable<Path>) files::iterator) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
            }
        }
        registry.forget("gke-local/");

        // When
        var second = push("later", "fresh");

        // Then
        assertThat(second.values()).allMatch(PushedImage::built);
        assertThat(references(second)).isEqualTo(first);
    }

    @Test
    void push_ofWhatIsThere_costsOneHeadAnImage() throws Exception {
        // Given
        push("dist", "cache");
        registry.asked.clear();

        // When
        var again = push("dist", "cache");

        // Then
        assertThat(again.values()).noneMatch(PushedImage::built);
        assertThat(registry.asked)
                .hasSize(5)
                .allMatch(it -> it.startsWith("HEAD /v2/"))
                .contains("HEAD /v2/jre/manifests/25");
    }

    @Test
    void push_afterACommit_pushesTheTopLayerOnly() throws Exception {
        // Given
        var first = push("dist", "cache");
        dist("next", "2");
        registry.asked.clear();

        // When
        var second = push("next", "cache");

        // Then: a top layer and a configuration for each service; the broker is as it was
        assertThat(registry.uploads()).isEqualTo(2L * SERVICES.size());
        assertThat(second.get("kafka"))
                .isEqualTo(new PushedImage(
                        "kafka",
                        first.get("kafka").reference(),
                        first.get("kafka").tag(),
                        false));
        assertThat(layers(second.get("platform-api")).subList(0, 2))
                .isEqualTo(layers(first.get("platform-api")).subList(0, 2));
    }

    @Test
    void push_ofServices_sharesALayerOfWhatAllHave() throws Exception {
        // When
        var pushed = push("dist", "cache");

        // Then
        assertThat(SERVICES.stream()
                        .map(it -> layers(pushed.get(it)).getFirst())
                        .distinct())
                .hasSize(1);
        assertThat(SERVICES.stream().map(it -> layers(pushed.get(it)).get(1)).distinct())
                .hasSize(3);
    }

    @Test
    void push_ontoAnotherBase_makesOtherTags() throws Exception {
        // Given
        var first = push("dist", "cache");
        base = registry.putBase("jre", "25", "PATH=/other");

        // Then
        assertThat(tags(push("dist", "cache"))).doesNotContainAnyElementsOf(tags(first));
    }

    @Test
    void planned_namesByTagWhatPushWouldMake() throws Exception {
        // When
        var planned = new PlatformImages(folder.resolve("dist"), base, settings(registry, "cache"))
                .planned(BuildListener.NONE);

        // Then
        var pushed = push("dist", "cache");
        assertThat(planned.get("kafka"))
                .isEqualTo(new Reference(
                        registry.name(), "gke-local/kafka", pushed.get("kafka").tag(), ""));
    }

    @Test
    void push_withoutBase_saysWhichIsMissing() {
        base = registry.name() + "/absent:1";

        assertThatThrownBy(() -> push("dist", "cache"))
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.BASE_MISSING))
                .hasMessageContaining(base + " is not in its registry");
    }

    @Test
    void push_ofHalfABuild_saysHowToMakeItWhole() throws IOException {
        Files.createDirectories(folder.resolve("half"));

        assertThatThrownBy(() -> push("half", "cache"))
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.INPUT_MISSING))
                .hasMessageContaining("`gke-local build`");
    }

    @Test
    void push_whereTheRegistryIsAway_saysSo() {
        registry.close();

        assertThatThrownBy(() -> push("dist", "cache"))
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.UNREACHABLE))
                .hasMessageContaining("nothing listens there");
    }

    @Test
    void push_whereTheBasesRegistryIsAway_takesTheBaseAsItWas() throws Exception {
        // Given
        String away;
        try (var other = new MemoryRegistry()) {
            base = other.putBase("jre", "25");
            away = other.name();
            push("dist", "cache");
        }

        // When
        var again = push("dist", "cache");

        // Then
        assertThat(again.values()).noneMatch(PushedImage::built);
        assertThat(warnings).singleElement().asString().contains("taken as it was last seen", away);
    }

    @Test
    void push_whichMayNot_saysHowToLogIn() {
        registry.statusOfPushes = 403;
        registry.bodyOfPushes = "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\"}]}";

        assertThatThrownBy(() -> push("dist", "cache"))
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.UNAUTHORISED))
                .hasMessageContaining("docker login");
    }

    @Test
    void push_intoAFullRegistry_saysThatTheDiskIsFull() {
        registry.statusOfPushes = 500;
        registry.bodyOfPushes =
                "{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\"write /var/lib/registry/x: no space left on device\"}]}";

        assertThatThrownBy(() -> push("dist", "cache"))
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.DISK_FULL));
    }

    private Map<String, PushedImage> push(String dist, String cache) throws ImageFailed {
        return new PlatformImages(folder.resolve(dist), base, settings(registry, cache)).push((image, stage, words) -> {
            if (stage == BuildListener.Stage.WARNING) {
                warnings.add(words);
            }
        });
    }

    private BuildSettings settings(MemoryRegistry to, String cache) {
        return new BuildSettings(to.name(), AMD64, Logins.NONE, folder.resolve(cache));
    }

    private static Map<String, Reference> references(Map<String, PushedImage> images) {
        var references = new TreeMap<String, Reference>();
        images.forEach((name, image) -> references.put(name, image.reference()));
        return references;
    }

    private static List<String> tags(Map<String, PushedImage> images) {
        return images.values().stream().map(PushedImage::tag).toList();
    }

    private List<String> layers(PushedImage image) {
        try {
            return Registry.at(registry.name())
                    .manifest(image.reference().repository(), image.reference().digest())
                    .orElseThrow()
                    .layers()
                    .stream()
                    .map(it -> it.digest())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A build whose own parts are at some commit. */
    private void dist(String name, String commit) throws IOException {
        var dist = folder.resolve(name);
        file(dist, "broker/lib/broker.jar", "broker");
        file(dist, "broker/lib/kafka-clients.jar", "kafka");
        for (var service : SERVICES) {
            var app = dist.resolve(service).resolve("quarkus-app");
            file(app, "quarkus-run.jar", "run");
            file(app, "app/" + service + ".jar", commit);
            file(app, "quarkus/generated-bytecode.jar", service);
            file(app, "lib/boot/io.quarkus.runner.jar", "runner");
            file(app, "lib/main/dev.gkelocal.config.jar", commit);
            file(app, "lib/main/own-to-" + service + ".jar", service);
            file(app, "lib/main/same-name.jar", service);
        }
    }

    private static void file(Path folder, String name, String content) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}

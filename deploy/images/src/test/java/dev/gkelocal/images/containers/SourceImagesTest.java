package dev.gkelocal.images.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gkelocal.images.BuildRequest;
import dev.gkelocal.images.Image;
import dev.gkelocal.images.Tool;
import dev.gkelocal.images.registry.ImageConfig;
import dev.gkelocal.images.registry.Logins;
import dev.gkelocal.images.registry.Platform;
import dev.gkelocal.images.registry.Registry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceImagesTest {
    private static final String HELLO = "public class Hello { public static void main(String[] a) { } }";
    private static final int JAVA = Runtime.version().feature();

    @TempDir
    private Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();
    private Path source = Path.of("/");
    private Bases bases = new Bases("", "", "", "");

    @BeforeEach
    void setUp() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        bases = new Bases(
                registry.putBase("jre", "1", "PATH=/opt/java/bin", "JAVA_VERSION=jdk-" + JAVA + ".0.1+9"),
                registry.putBase("python", "1", "PATH=/py", "PYTHON_VERSION=3.13.2"),
                registry.putBase("node", "1", "PATH=/node", "NODE_VERSION=22.1.0"),
                registry.putBase("shell", "1"));
    }

    @AfterEach
    void tearDown() {
        registry.close();
    }

    @Test
    void push_ofJavaSource_compilesItForNobody() throws Exception {
        // Given
        file("Hello.java", HELLO);

        // When
        var made = push();

        // Then
        assertThat(made.kind()).isEqualTo(Image.Kind.JAVA_SOURCE);
        assertThat(made.image().reference().toString()).startsWith(registry.name() + "/hello@sha256:");
        var config = config(made);
        assertThat(config.entrypoint()).startsWith("java").endsWith("-cp", ".classes:.", "Hello");
        assertThat(config.workingDirectory()).isEqualTo("/workspace");
        assertThat(config.user()).isEqualTo("65532:65532");
        assertThat(config.env()).containsEntry("HOME", "/workspace").containsEntry("PATH", "/opt/java/bin");
        assertThat(entries(made, 0))
                .contains("workspace/ 65532", "workspace/.classes/Hello.class 65532", "workspace/Hello.java 65532");
    }

    @Test
    void push_ofUnchangedSource_doesNotBuildAgain() throws Exception {
        // Given
        file("Hello.java", HELLO);
        var first = push();
        registry.asked.clear();

        // When
        var second = push();

        // Then
        assertThat(second.image().reference()).isEqualTo(first.image().reference());
        assertThat(second.image().built()).isFalse();
        assertThat(registry.asked).allMatch(it -> it.startsWith("HEAD ")).hasSize(2);
    }

    @Test
    void push_twice_makesTheSameBytes() throws Exception {
        // Given
        file("Hello.java", HELLO);
        var first = push();
        registry.forget("hello/");

        // When
        var second = push();

        // Then
        assertThat(second.image().built()).isTrue();
        assertThat(second.image().reference()).isEqualTo(first.image().reference());
    }

    @Test
    void push_ofChangedSource_makesAnotherImage() throws Exception {
        // Given
        file("Hello.java", HELLO);
        var first = push();
        file("data.txt", "new");

        // Then
        assertThat(push().image().reference()).isNotEqualTo(first.image().reference());
    }

    @Test
    void push_ofJavaForAnOlderRuntime_compilesForIt() throws Exception {
        // Given
        bases = new Bases(registry.putBase("old", "1", "JAVA_VERSION=jdk-17.0.1"), "", "", "");
        file(
                "Hello.java",
                "public class Hello { public static void main(String[] a) { switch ((Object) a) { case String s -> {} default -> {} } } }");

        // Then
        assertThatThrownBy(this::push)
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.SOURCE_REJECTED))
                .hasMessageContaining("does not compile for Java 17, which the base image has");
    }

    @Test
    void push_ofProcfile_takesTheBaseOfItsProgram() throws Exception {
        // Given
        file("Procfile", "web: A=b exec /usr/bin/python3.12 -m http.server");

        // Then
        assertThat(config(push()).env()).containsEntry("PATH", "/py");
        file("Procfile", "web: ./run");
        assertThat(config(push()).entrypoint()).containsExactly("/bin/sh", "-c", "./run");
        assertThat(config(push()).env()).doesNotContainKey("PATH");
    }

    @Test
    void push_ofCommand_runsItAsItIs() throws Exception {
        // Given
        file("run", "#!/bin/sh\n");
        assertThat(source.resolve("run").toFile().setExecutable(true)).isTrue();

        // When
        var made = push("./run", "fast");

        // Then
        assertThat(config(made).entrypoint()).containsExactly("./run", "fast");
        assertThat(entries(made, 0)).contains("workspace/run 65532 x");
    }

    @Test
    void push_ofPythonWithoutPackages_needsNothingHere() throws Exception {
        // Given
        file("main.py", "print(1)");

        // Then
        var config = config(push());
        assertThat(config.entrypoint()).containsExactly("/bin/sh", "-c", "exec python3 main.py");
        assertThat(config.env()).containsEntry("PYTHONUNBUFFERED", "TRUE");
    }

    @Test
    void push_ofPythonOntoABaseOfUnknownVersion_saysWhatTheBaseMustSet() throws IOException {
        // Given
        bases = new Bases("", registry.putBase("snake", "1"), "", "");
        file("main.py", "");
        file("requirements.txt", "x==1\n");

        // Then
        assertThatThrownBy(this::push).hasMessageContaining("must set PYTHON_VERSION");
    }

    @Test
    void push_ofNodeWithLockFile_putsPackagesIntoALayerOfTheirOwn() throws Exception {
        assumeTrue(Tool.find("npm").isPresent(), "needs npm");
        // Given: a lock file of no packages, so that no registry is asked
        file("package.json", "{\"name\":\"n\",\"version\":\"1.0.0\",\"scripts\":{\"start\":\"node i.js\"}}");
        file("package-lock.json", """
                {"name":"n","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{"":{"name":"n","version":"1.0.0"}}}""");
        file("node_modules/stale/index.js", "");

        // When
        var made = push();

        // Then
        assertThat(config(made).env())
                .containsEntry("NODE_ENV", "production")
                .containsEntry("PATH", "/workspace/node_modules/.bin:/node");
        assertThat(entries(made, 0)).noneMatch(it -> it.contains("stale"));
    }

    @Test
    void push_ofNothingRunnable_isTheSourcesFault() {
        assertThatThrownBy(this::push)
                .isInstanceOfSatisfying(
                        ImageFailed.class, it -> assertThat(it.kind()).isEqualTo(ImageFailed.Kind.SOURCE_REJECTED))
                .hasMessageContaining("found nothing to run");
    }

    @Test
    void push_leavesNothingToWorkInBehind() throws Exception {
        // Given
        file("Hello.java", HELLO);
        push();

        // Then
        assertThat(folder.resolve("cache/work")).isEmptyDirectory();
    }

    private SourceImage push(String... command) throws ImageFailed {
        var settings = new BuildSettings(
                registry.name(), new Platform("linux", "amd64"), Logins.NONE, folder.resolve("cache"));
        return new SourceImages(bases, Path.of(System.getProperty("java.home")), settings)
                .push(new BuildRequest("hello", source, List.of(command)), BuildListener.NONE);
    }

    private ImageConfig config(SourceImage made) throws IOException {
        var client = Registry.at(registry.name());
        var digest = made.image().reference().digest();
        return client.config("hello", client.manifest("hello", digest).orElseThrow());
    }

    /** Name, owner and an x for programs, of every entry of a layer. */
    private List<String> entries(SourceImage made, int layer) throws IOException {
        var image = Registry.at(registry.name())
                .manifest("hello", made.image().reference().digest())
                .orElseThrow();
        var blob = registry.blobs.get(image.layers().get(layer).digest());
        var found = new ArrayList<String>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(blob)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var program = !entry.isDirectory() && (entry.getMode() & 1) != 0;
                found.add(entry.getName() + " " + entry.getLongUserId() + (program ? " x" : ""));
            }
        }
        return found;
    }

    private void file(String name, String text) throws IOException {
        var file = source.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}

package dev.gkelocal.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.images.BuildResult.Built;
import dev.gkelocal.images.BuildResult.Failed;
import dev.gkelocal.images.BuildResult.Rejected;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskImageStoreTest {
    private static final Path JDK = Path.of(System.getProperty("java.home"));
    /** Outlives the tests: it is written to in the background. */
    private static final Path CACHE = Path.of("target", "cache").toAbsolutePath();

    private static final String HELLO = "public class Hello { public static void main(String[] a) { } }";

    @TempDir
    private Path folder;

    private Path source = Path.of("/");
    private ImageStore store = new DiskImageStore(Path.of("/"), CACHE, JDK, InstantSource.system());

    @BeforeEach
    void setUp() throws IOException {
        source = Files.createDirectories(folder.resolve("source"));
        store = newStore();
    }

    private ImageStore newStore() {
        return new DiskImageStore(folder.resolve("images"), CACHE, JDK, InstantSource.system());
    }

    @Test
    void build_ofJavaSource_compilesIt() throws Exception {
        // Given
        file("Hello.java", HELLO.replace("{ }", "{ System.out.println(\"hi\"); }"));

        // When
        var image = built().image();

        // Then
        assertThat(image.kind().id()).isEqualTo("java-source");
        assertThat(run(image)).isEqualTo("hi\n");
    }

    @Test
    void build_ofJavaSourceInPackage_runsItsMainClass() throws Exception {
        // Given
        file("src/main/java/a/Hello.java", "package a;\n" + HELLO.replace("{ }", "{ System.out.println(Two.X); }"));
        file("src/main/java/a/Two.java", "package a; class Two { static final String X = \"two\"; }");

        // Then
        assertThat(run(built().image())).isEqualTo("two\n");
    }

    @Test
    void build_ofJavaSourceWithError_showsTheCompilersWords() throws IOException {
        // Given
        file("Hello.java", HELLO.replace("{ }", "{ int x = \"no\"; }"));

        // Then
        assertThat(rejected())
                .contains("does not compile")
                .contains("Hello.java:1")
                .contains("incompatible types");
    }

    @Test
    void build_ofProcfile_runsItsWebLine() throws Exception {
        // Given
        file("Procfile", "worker: false\nweb:  echo $((1+2))  \n");

        // Then
        assertThat(run(built().image())).isEqualTo("3\n");
    }

    @Test
    void build_ofProcfileWithoutWeb_isRejected() throws IOException {
        // Given
        file("Procfile", "worker: true\n");

        // Then
        assertThat(rejected()).isEqualTo("Procfile has no line 'web: COMMAND'");
    }

    @Test
    void build_ofRunnableJar_runsIt() throws IOException {
        // Given
        jar("app.jar", true);
        jar("library.jar", false);

        // When
        var image = built().image();

        // Then
        assertThat(image.kind()).isEqualTo(Image.Kind.JAR);
        assertThat(image.command()).containsExactly(JDK + "/bin/java", "-jar", "app.jar");
    }

    @Test
    void build_ofTwoRunnableJars_namesThem() throws IOException {
        // Given
        jar("a.jar", true);
        jar("b.jar", true);

        // Then
        assertThat(rejected()).contains("several runnable jars: a.jar, b.jar");
    }

    @Test
    void build_ofPython_choosesTheServerThatIsRequired() throws IOException, SourceRejected {
        // Given
        file("main.py", "");
        file("requirements.txt", "# web\nfastapi[standard]==0.1\nuvicorn>=0.2\n");

        // When
        var recipe = Detection.of(SourceTree.read(source, Set.of()), List.of());

        // Then
        assertThat(recipe.launch())
                .isEqualTo(new Recipe.Launch.Python(
                        "exec python3 -m uvicorn main:app --host 0.0.0.0 --port \"$PORT\"", true));
    }

    @Test
    void build_ofPythonWithoutRequirements_runsTheFile() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(Tool.find("python3").isPresent(), "needs python3");
        // Given
        file("app.py", "print('py')");

        // Then
        assertThat(run(built().image())).isEqualTo("py\n");
    }

    @Test
    void build_ofNode_runsTheStartScript() throws Exception {
        org.junit.jupiter.api.Assumptions.assumeTrue(Tool.find("node").isPresent(), "needs node");
        // Given
        file("package.json", "{\"scripts\":{\"start\":\"node hi.js\"}}");
        file("hi.js", "console.log('js')");

        // Then
        assertThat(run(built().image())).isEqualTo("js\n");
    }

    @Test
    void build_ofBrokenPackageJson_isRejected() throws IOException {
        // Given
        file("package.json", "{");

        // Then
        assertThat(rejected()).startsWith("package.json cannot be read");
    }

    @Test
    void build_ofNothingRunnable_listsWhatWasLookedFor() throws IOException {
        // Given
        file("notes.txt", "");

        // Then
        assertThat(rejected())
                .contains("found nothing to run in '" + source)
                .contains("Procfile", "runnable jar", "main.py", "package.json", "--command");
    }

    @Test
    void build_ofMissingFolder_isRejected() {
        // When
        var result = store.build(new BuildRequest("x", folder.resolve("absent"), List.of()));

        // Then
        assertThat(result).isEqualTo(new Rejected("source '" + folder.resolve("absent") + "' is not a folder"));
    }

    @Test
    void build_ofLinkThatLeavesTheSource_isRejected() throws IOException {
        // Given
        Files.createSymbolicLink(source.resolve("secret"), Path.of("/etc/passwd"));

        // Then
        assertThat(rejected("true")).contains("'secret' is a link");
    }

    @Test
    void build_ofSameContent_keepsDigestAndDoesNotBuildAgain() throws IOException {
        // Given
        file("Hello.java", HELLO);
        var first = built();
        file(".git/HEAD", "changed");
        file("__pycache__/x.pyc", "changed");

        // When
        var second = built();

        // Then
        assertThat(second.image()).isEqualTo(first.image());
        assertThat(second.cached()).isTrue();
    }

    @Test
    void build_ofChangedContent_changesDigestAndMovesTheName() throws IOException {
        // Given
        file("Hello.java", HELLO);
        var first = built().image();
        file("data.txt", "new");

        // When
        var second = built().image();

        // Then
        assertThat(second.digest()).isNotEqualTo(first.digest());
        assertThat(store.find("local/hello")).contains(second);
        assertThat(store.find(first.digest())).contains(first);
    }

    @Test
    void content_ofImage_isACopy() throws IOException {
        // Given
        file("run.sh", "one");
        var image = built("sh", "run.sh").image();

        // When
        file("run.sh", "two");

        // Then
        assertThat(image.content().resolve("run.sh")).hasContent("one");
    }

    @Test
    void find_afterRestart_readsFromDisk() {
        // Given
        var image = built("true").image();

        // Then
        assertThat(newStore().find("local/hello")).contains(image);
        assertThat(newStore().list()).containsExactly(new ImageStore.NamedImage("local/hello", image));
    }

    @Test
    void find_ofWhatIsNotThere_isEmpty() {
        assertThat(List.of("local/absent", "gcr.io/x/y", "local/../../etc", "sha256:ab", "", "local/"))
                .allSatisfy(it -> assertThat(store.find(it)).isEmpty());
    }

    @Test
    void collect_dropsTheOldestWithoutNameOrUse() throws IOException {
        // Given
        file("n", "used");
        var used = built("true").image();
        file("n", "oldest");
        var oldest = built("true").image();
        for (int i = 0; i < 6; i++) {
            file("n", "later " + i);
            built("true");
        }

        // When
        store.collect(Set.of(used.digest()));

        // Then
        assertThat(store.find(used.digest())).isPresent();
        assertThat(store.find(oldest.digest())).isEmpty();
        assertThat(store.find("local/hello")).isPresent();
    }

    @Test
    void build_whereTheStoreCannotBeWritten_failsWithTheSystemsReason() throws IOException {
        // Given
        Files.writeString(folder.resolve("images"), "a file where the store should be");

        // When
        var result = store.build(new BuildRequest("hello", source, List.of("true")));

        // Then
        assertThat(result)
                .isInstanceOfSatisfying(
                        Failed.class, it -> assertThat(it.message()).contains("Nothing was stored"));
    }

    private void file(String name, String text) throws IOException {
        var file = source.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void jar(String name, boolean runnable) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (runnable) {
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "Main");
        }
        try (var out = Files.newOutputStream(source.resolve(name));
                var jar = new JarOutputStream(out, manifest)) {
            jar.finish();
        }
    }

    private Built built(String... command) {
        var result = store.build(new BuildRequest("hello", source, List.of(command)));
        assertThat(result).isInstanceOf(Built.class);
        return (Built) result;
    }

    private String rejected(String... command) {
        var result = store.build(new BuildRequest("hello", source, List.of(command)));
        assertThat(result).isInstanceOf(Rejected.class);
        return ((Rejected) result).message();
    }

    private static String run(Image image) throws IOException {
        var outcome = Tool.run(image.content(), image.command());
        assertThat(outcome.status()).as(outcome.output()).isZero();
        return outcome.output();
    }
}

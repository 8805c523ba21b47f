package dev.gkelocal.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LauncherTest {
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    private static final String OTHER = "fedcba9876543210fedcba9876543210fedcba98";

    @TempDir
    private Path folder;

    private Checkout checkout;

    @BeforeEach
    void make() throws IOException {
        checkout = new Checkout(folder.toRealPath());
        checkout.head(COMMIT);
    }

    @Test
    void noJdk_saysInOneSentenceWhatToInstall() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("java-17"), "17.0.9");
        // When
        var outcome = checkout.launch("status");
        // Then
        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).hasLineCount(1).contains("needs a JDK 25 or newer", "JAVA_HOME");
    }

    @Test
    void jdkFolder_withAnOldAndANewOne_givesTheNewOne() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("a-17"), "17.0.9");
        var home = checkout.jdk(checkout.jvms.resolve("b 25"), "25");
        // When
        var outcome = checkout.launch("status", "-o", "json");
        // Then
        assertThat(outcome.out()).contains("java of " + home + " got status -o json");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void macFolder_ofAJdk_isLookedInto() throws Exception {
        // Given
        var home = checkout.jdk(checkout.jvms.resolve("temurin-25.jdk/Contents/Home"), "25.0.1");
        // Then
        assertThat(checkout.launch("status").out()).contains("java of " + home);
    }

    @Test
    void javaHome_thatIsNewEnough_comesFirst() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("a-25"), "25");
        var home = checkout.jdk(folder.toRealPath().resolve("mine"), "26-ea");
        // Then
        assertThat(checkout.with("JAVA_HOME", home.toString()).launch("status").out())
                .contains("java of " + home);
    }

    @Test
    void javaHome_thatIsTooOld_isPassedOver() throws Exception {
        // Given
        var home = checkout.jdk(checkout.jvms.resolve("a-25"), "25");
        var old = checkout.jdk(folder.toRealPath().resolve("old"), "1.8.0_392");
        // Then
        assertThat(checkout.with("JAVA_HOME", old.toString()).launch("status").out())
                .contains("java of " + home);
    }

    @Test
    void javaOnThePath_isFollowedThroughItsLink() throws Exception {
        // Given
        var home = checkout.jdk(folder.toRealPath().resolve("linked-25"), "25");
        var bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), home.resolve("bin/java"));
        // Then
        assertThat(checkout.with("PATH", bin + ":/usr/bin:/bin")
                        .launch("status")
                        .out())
                .contains("java of " + home);
    }

    @Test
    void jdk_thatIsGoneSinceLastTime_isLookedForAgain() throws Exception {
        // Given
        var first = checkout.jdk(checkout.jvms.resolve("a-25"), "25");
        checkout.launch("status");
        Files.delete(first.resolve("bin/java"));
        var second = checkout.jdk(checkout.jvms.resolve("b-25"), "25");
        // Then
        assertThat(checkout.launch("status").out()).contains("java of " + second);
    }

    @Test
    void launcher_throughALinkFromElsewhere_findsItsRepository() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        var elsewhere = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(elsewhere.resolve("step"), Path.of("../repo/gke-local"));
        Files.createSymbolicLink(elsewhere.resolve("gke-local"), Path.of("step"));
        // When
        var outcome = checkout.with("PATH", elsewhere + ":/usr/bin:/bin").run(folder, "sh", "-c", "gke-local status");
        // Then
        assertThat(outcome.out())
                .contains("class path " + checkout.root + "/target/dist/0123456789ab-1/cli/lib/a.jar", "got status");
    }

    @Test
    void build_thatFitsTheCheckout_isNotMadeAgain() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        // When
        checkout.launch("status");
        checkout.launch("status");
        // Then
        assertThat(checkout.mavenCalls()).hasSize(1);
        assertThat(checkout.builds()).containsExactly("0123456789ab-1");
    }

    @Test
    void headThatMoved_isBuiltBesideTheOldBuild() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        checkout.launch("status");
        checkout.head(OTHER);
        // When
        var outcome = checkout.launch("status");
        // Then
        assertThat(outcome.out()).contains("/target/dist/fedcba987654-1/");
        assertThat(checkout.builds()).containsExactly("0123456789ab-1", "fedcba987654-1");
    }

    @Test
    void packedRef_isReadLikeALooseOne() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        Files.delete(checkout.root.resolve(".git/refs/heads/main"));
        Files.writeString(
                checkout.root.resolve(".git/packed-refs"),
                "# pack-refs with: peeled fully-peeled sorted\n" + COMMIT + " refs/heads/main2\n" + OTHER
                        + " refs/heads/main\n");
        // Then
        assertThat(checkout.launch("status").out()).contains("/target/dist/fedcba987654-1/");
    }

    @Test
    void detachedHead_isTheCommitItself() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        Files.writeString(checkout.root.resolve(".git/HEAD"), OTHER + "\n");
        // Then
        assertThat(checkout.launch("status").out()).contains("/target/dist/fedcba987654-1/");
    }

    @Test
    void worktree_whoseGitIsAFile_isFollowed() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        var main = folder.toRealPath().resolve("main.git");
        Files.move(checkout.root.resolve(".git"), main);
        var own = Files.createDirectories(main.resolve("worktrees/repo"));
        Files.writeString(own.resolve("HEAD"), "ref: refs/heads/main\n");
        Files.writeString(own.resolve("commondir"), "../..\n");
        Files.writeString(checkout.root.resolve(".git"), "gitdir: " + own + "\n");
        // Then
        assertThat(checkout.launch("status").out()).contains("/target/dist/0123456789ab-1/");
    }

    @Test
    void folderWithoutGit_isBuiltOnce() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        Files.move(checkout.root.resolve(".git"), folder.resolve("gone"));
        // When
        checkout.launch("status");
        var outcome = checkout.launch("status");
        // Then
        assertThat(outcome.out()).contains("/target/dist/local-1/");
        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void buildCommand_buildsAlthoughNothingMoved() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        checkout.launch("status");
        // When
        var outcome = checkout.launch("build");
        // Then
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("Built " + checkout.root + "/target/dist/0123456789ab-2");
    }

    @Test
    void buildHelp_isAnsweredByTheCommandLine() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        // Then
        assertThat(checkout.launch("build", "--help").out()).contains("got build --help");
    }

    @Test
    void buildThatFails_showsTheErrorsAndTheLogAndLeavesNoLock() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        // When
        var outcome = checkout.with("FAKE_MAVEN_FAILS", "yes").launch("status");
        // Then
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("[ERROR] the compiler is unhappy", "target/dist/build.log");
        assertThat(checkout.root.resolve("target/dist/lock")).doesNotExist();
    }

    @Test
    void twoAtOnce_buildOnceAndBothGoOn() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        checkout.with("FAKE_MAVEN_SLEEPS", "2");
        // When
        var first = checkout.start(checkout.root, "./gke-local", "status");
        var second = checkout.launch("status");
        // Then
        assertThat(first.waitFor()).isZero();
        assertThat(second.code()).isZero();
        assertThat(checkout.mavenCalls()).hasSize(1);
    }

    @Test
    void lockOfAProcessThatDied_isTakenOver() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var lock = Files.createDirectories(checkout.root.resolve("target/dist/lock"));
        Files.writeString(lock.resolve("pid"), dead.pid() + "\n");
        // Then
        assertThat(checkout.launch("status").code()).isZero();
    }

    @Test
    void buildThatIsInterrupted_leavesNoLockAndNoMaven() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        checkout.with("FAKE_MAVEN_SLEEPS", "30");
        var launcher = checkout.start(checkout.root, "./gke-local", "status");
        while (checkout.mavenCalls().isEmpty()) {
            Thread.onSpinWait();
        }
        // When
        launcher.destroy();
        // Then
        assertThat(launcher.waitFor()).isEqualTo(143);
        assertThat(checkout.root.resolve("target/dist/lock")).doesNotExist();
    }

    @Test
    void givenBuild_isUsedAsItIs_andNothingIsBuilt() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        var lib = Files.createDirectories(folder.resolve("given/cli/lib"));
        Files.writeString(lib.resolve("a.jar"), "");
        // When
        var outcome = checkout.with("GKE_LOCAL_DIST", folder.resolve("given").toString())
                .launch("status");
        // Then
        assertThat(outcome.out()).contains("class path " + lib.resolve("a.jar"), "got status");
        assertThat(checkout.mavenCalls()).isEmpty();
        assertThat(checkout.root.resolve("target/dist")).doesNotExist();
    }

    @Test
    void givenBuild_thatIsNotThere_isSaid() throws Exception {
        // Given
        checkout.jdk(checkout.jvms.resolve("25"), "25");
        // When
        var outcome = checkout.with("GKE_LOCAL_DIST", folder.resolve("nothing").toString())
                .launch("status");
        // Then
        assertThat(outcome.code()).isEqualTo(5);
        assertThat(outcome.err()).contains("GKE_LOCAL_DIST", "no build lies there");
    }
}

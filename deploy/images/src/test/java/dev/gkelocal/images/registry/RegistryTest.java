package dev.gkelocal.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryTest {
    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final String BEARER =
            "Bearer realm=\"http://%s/token\",service=\"reg\",scope=\"repository:a/b:pull\"";

    private final FakeRegistry fake = new FakeRegistry();
    private final Registry registry = Registry.at(fake.name());

    @AfterEach
    void tearDown() {
        fake.close();
    }

    @Test
    void repositories_onSeveralPages_areAllRead() throws RegistryFailure {
        // Given
        fake.on("GET /v2/_catalog?n=100", 200, Map.of("Link", "</v2/_catalog?last=b&n=100>; rel=\"next\""), """
                {"repositories":["a","b"]}""");
        fake.on("GET /v2/_catalog?last=b&n=100", 200, "{\"repositories\":[\"c\"]}");

        // Then
        assertThat(registry.repositories()).containsExactly("a", "b", "c");
    }

    @Test
    void tags_whereNoneAreLeft_areEmpty() throws RegistryFailure {
        // Given
        fake.on("GET /v2/a/b/tags/list?n=100", 200, "{\"name\":\"a/b\",\"tags\":null}");

        // Then
        assertThat(registry.tags("a/b")).isEmpty();
        assertThat(registry.tags("absent")).isEmpty();
    }

    @Test
    void find_asksForNoContent() throws RegistryFailure {
        // Given
        fake.on("HEAD /v2/a/b/manifests/1", 200, Map.of("Docker-Content-Digest", DIGEST, "Content-Type", "x/y"), "");

        // Then
        assertThat(registry.find("a/b", "1")).contains(new Descriptor(DIGEST, "x/y", 0));
        assertThat(registry.find("a/b", "2")).isEmpty();
        assertThat(fake.asked).containsExactly("HEAD /v2/a/b/manifests/1", "HEAD /v2/a/b/manifests/2");
    }

    @Test
    void find_whereTheAnswerNamesNoDigest_computesIt() throws RegistryFailure {
        // Given
        fake.on("HEAD /v2/a/b/manifests/1", 200, "").on("GET /v2/a/b/manifests/1", 200, "{}");

        // Then: the well-known digest of the two bytes
        assertThat(registry.find("a/b", "1").map(Descriptor::digest))
                .contains("sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
    }

    @Test
    void manifest_thatIsNotWhatItsDigestSays_isRefused() {
        // Given
        fake.on("GET /v2/a/b/manifests/" + DIGEST, 200, "{}");

        // Then
        assertThatThrownBy(() -> registry.manifest("a/b", DIGEST)).hasMessageContaining("its storage is damaged");
    }

    @Test
    void image_ofAnIndex_isTheOneForThePlatform() throws RegistryFailure {
        // Given
        var arm = "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        fake.on("GET /v2/a/manifests/1", 200, """
                {"manifests":[
                  {"digest":"%s","size":1,"platform":{"os":"linux","architecture":"amd64"}},
                  {"digest":"%s","size":2,"platform":{"os":"linux","architecture":"arm64"}}]}""".formatted(DIGEST, arm));
        fake.on("GET /v2/a/manifests/" + arm, 200, "{}");

        // Then
        var image = registry.image("a", "1", new Platform("linux", "arm64"));
        assertThat(image.map(it -> it.descriptor().digest())).contains(arm);
        assertThatThrownBy(() -> registry.image("a", "1", new Platform("linux", "riscv64")))
                .hasMessage("the image %s/a has no variant for linux/riscv64".formatted(fake.name()));
    }

    @Test
    void config_isReadAsTheImageWantsToBeRun() throws RegistryFailure {
        // Given
        fake.on("GET /v2/a/manifests/1", 200, """
                {"config":{"digest":"%s","size":7},"layers":[{"digest":"x","size":30},{"digest":"y","size":5}]}""".formatted(DIGEST));
        fake.on("GET /v2/a/blobs/" + DIGEST, 200, """
                {"os":"linux","architecture":"amd64","config":{"Env":["A=b=c","EMPTY="],"Entrypoint":["java"],
                 "Cmd":["-x"],"User":"65532","WorkingDir":"/app","Labels":{"l":"v"}}}""");

        // When
        var image = registry.manifest("a", "1").orElseThrow();

        // Then
        assertThat(image.packedSize()).isEqualTo(42);
        var config = registry.config("a", image);
        assertThat(config.env()).isEqualTo(Map.of("A", "b=c", "EMPTY", ""));
        assertThat(config.entrypoint()).containsExactly("java");
        assertThat(config.command()).containsExactly("-x");
        assertThat(config.user()).isEqualTo("65532");
        assertThat(config.labels()).containsEntry("l", "v");
    }

    @Test
    void delete_whereItIsSwitchedOff_saysHowToAllowIt() throws RegistryFailure {
        // Given
        fake.on("DELETE /v2/a/manifests/" + DIGEST, 405, "{\"errors\":[{\"code\":\"UNSUPPORTED\"}]}");

        // Then
        assertThatThrownBy(() -> registry.delete("a", DIGEST))
                .hasMessageContaining("REGISTRY_STORAGE_DELETE_ENABLED=true");
        assertThat(registry.delete("absent", DIGEST)).isFalse();
    }

    @Test
    void guardedByTokens_asksOnceForOneWithTheLogin() throws RegistryFailure {
        // Given
        fake.guardedBy("Bearer t0", BEARER.formatted(fake.name()));
        fake.on("GET /token?service=reg&scope=repository%3Aa%2Fb%3Apull", 200, "{\"token\":\"t0\"}");
        fake.on("GET /v2/a/b/tags/list?n=100", 200, "{\"tags\":[\"1\"]}");
        var guarded = Registry.at(fake.name(), _ -> Optional.of(new Login("me", "pw")));

        // When
        guarded.tags("a/b");

        // Then
        assertThat(guarded.tags("a/b")).containsExactly("1");
        assertThat(fake.asked)
                .containsExactly(
                        "GET /v2/a/b/tags/list?n=100",
                        "GET /token?service=reg&scope=repository%3Aa%2Fb%3Apull Basic bWU6cHc=",
                        "GET /v2/a/b/tags/list?n=100 Bearer t0",
                        "GET /v2/a/b/tags/list?n=100 Bearer t0");
    }

    @Test
    void guardedByPassword_withoutLogin_saysHowToLogIn() {
        // Given
        fake.guardedBy("Basic x", "Basic realm=\"r\"");

        // Then
        assertThatThrownBy(() -> registry.tags("a/b"))
                .isInstanceOfSatisfying(
                        RegistryFailure.class, it -> assertThat(it.kind()).isEqualTo(RegistryFailure.Kind.UNAUTHORISED))
                .hasMessageContaining("docker login " + fake.name());
    }

    @Test
    void redirect_toAnotherPlace_doesNotCarryTheLogin() throws RegistryFailure {
        // Given
        fake.guardedBy("Basic bWU6cHc=", "Basic realm=\"r\"");
        fake.on("GET /v2/a/manifests/1", 307, Map.of("Location", "/storage"), "")
                .on("GET /storage", 200, "{}");
        var guarded = Registry.at(fake.name(), _ -> Optional.of(new Login("me", "pw")));

        // Then
        assertThat(guarded.manifest("a", "1")).isPresent();
        assertThat(fake.asked).endsWith("GET /storage");
    }

    @Test
    void ping_whereNothingListens_saysWhere() {
        // Given
        fake.close();

        // Then
        assertThatThrownBy(registry::ping)
                .hasMessage(
                        "cannot reach the registry %1$s at http://%1$s: nothing listens there, or nothing lets us through"
                                .formatted(fake.name()));
    }

    @Test
    void ping_ofSomethingElse_isRefused() {
        assertThatThrownBy(registry::ping).hasMessageContaining("is no registry");
    }
}

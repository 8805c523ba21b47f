package dev.gkelocal.images.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerLoginsTest {
    @TempDir
    private Path folder;

    private Logins logins(String json) throws IOException {
        Files.writeString(folder.resolve("config.json"), json);
        return DockerLogins.of(Map.of("DOCKER_CONFIG", folder.toString()));
    }

    @Test
    void of_writtenLogin_isDecoded() throws IOException {
        var logins = logins(
                "{\"auths\":{\"r.io\":{\"auth\":\"bWU6cDp3\"},\"https://index.docker.io/v1/\":{\"auth\":\"aDpk\"}}}");

        assertThat(logins.of("r.io")).contains(new Login("me", "p:w"));
        assertThat(logins.of("docker.io")).contains(new Login("h", "d"));
        assertThat(logins.of("other.io")).isEmpty();
    }

    @Test
    void of_brokenFile_holdsNone() throws IOException {
        assertThat(logins("{").of("r.io")).isEmpty();
        assertThat(logins("{\"auths\":{\"r.io\":{\"auth\":\"%\"}}}").of("r.io")).isEmpty();
        assertThat(logins("{\"credHelpers\":{\"r.io\":\"absent-helper\"}}").of("r.io"))
                .isEmpty();
    }

    @Test
    void login_asText_hidesThePassword() {
        assertThat(new Login("me", "secret")).asString().doesNotContain("secret");
    }
}

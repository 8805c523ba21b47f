package dev.gkelocal.images.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Test
    void parse_ofWholeReference_findsItsParts() {
        assertThat(Reference.parse("localhost:5001/gke-local/kafka:in-1@" + DIGEST))
                .isEqualTo(new Reference("localhost:5001", "gke-local/kafka", "in-1", DIGEST));
    }

    @Test
    void parse_withoutRegistry_meansDockerHub() {
        assertThat(Reference.parse("python:3.13-slim")).hasToString("docker.io/library/python:3.13-slim");
        assertThat(Reference.parse("grafana/grafana")).hasToString("docker.io/grafana/grafana");
    }

    @Test
    void version_isDigestBeforeTagBeforeLatest() {
        assertThat(Reference.parse("r.io/a:1@" + DIGEST).version()).isEqualTo(DIGEST);
        assertThat(Reference.parse("r.io/a:1").version()).isEqualTo("1");
        assertThat(Reference.parse("r.io/a").version()).isEqualTo("latest");
    }

    @Test
    void parse_ofWhatIsNone_saysWhy() {
        assertThat(List.of("", "A", "r.io/", "r.io/a:", "a@", "a@sha256:12", "a b", "r.io/a//b", "-/a", "a:-"))
                .allSatisfy(it ->
                        assertThatThrownBy(() -> Reference.parse(it)).isInstanceOf(IllegalArgumentException.class));
    }
}

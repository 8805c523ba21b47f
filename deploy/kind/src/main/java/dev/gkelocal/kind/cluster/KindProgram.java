package dev.gkelocal.kind.cluster;

import dev.gkelocal.kind.engine.Programs;
import dev.gkelocal.kind.engine.Ran;
import dev.gkelocal.kind.engine.Trouble;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Consumer;

/** The {@code kind} program. */
final class KindProgram {
    private static final Duration QUICK = Duration.ofMinutes(1);
    private static final Duration DELETE_LIMIT = Duration.ofMinutes(3);
    private static final Duration LOAD_LIMIT = Duration.ofMinutes(10);

    private final Programs programs;
    private final Path program;

    private KindProgram(Programs programs, Path program) {
        this.programs = programs;
        this.program = program;
    }

    /** @param engine by whose command line Kind makes its nodes */
    static KindProgram find(Programs programs, String named, String engine) {
        var program = programs.find(named.isEmpty() ? "kind" : named)
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.PRECONDITION,
                        (named.isEmpty()
                                        ? "there is no program kind on PATH"
                                        : "cluster.kind_binary: " + named + " is no program")
                                + ", and clusters are made by it: install it (https://kind.sigs.k8s.io/docs/user/quick-start,"
                                + " or `go install sigs.k8s.io/kind@latest`), or name it with cluster.kind_binary"));
        if (engine.equals("docker")) {
            return new KindProgram(programs, program);
        }
        var environment = new HashMap<>(programs.environment());
        environment.put("KIND_EXPERIMENTAL_PROVIDER", engine);
        return new KindProgram(new Programs(environment), program);
    }

    Ran create(String name, String config, Duration atMost, Consumer<String> lines) {
        return programs.run(
                atMost,
                line("create", "cluster", "--name", name, "--config", "-"),
                config.getBytes(StandardCharsets.UTF_8),
                lines);
    }

    void delete(String name) {
        said(DELETE_LIMIT, "delete", "cluster", "--name", name);
    }

    /** A kubeconfig for this cluster alone, as seen from the host. */
    String kubeconfig(String name) {
        return said(QUICK, "get", "kubeconfig", "--name", name);
    }

    /** Writes the cluster's context into the user's kubeconfig and makes it the current one. */
    void exportKubeconfig(String name) {
        said(QUICK, "export", "kubeconfig", "--name", name);
    }

    Ran load(String name, String image) {
        return programs.run(LOAD_LIMIT, line("load", "docker-image", image, "--name", name));
    }

    private String said(Duration atMost, String... words) {
        var ran = programs.run(atMost, line(words));
        if (!ran.ok()) {
            throw new Trouble(
                    Trouble.Kind.FAILED, "`kind %s` failed: %s".formatted(String.join(" ", words), ran.lastWords()));
        }
        return ran.out();
    }

    private List<String> line(String... words) {
        var line = new ArrayList<String>();
        line.add(program.toString());
        line.addAll(List.of(words));
        return line;
    }
}

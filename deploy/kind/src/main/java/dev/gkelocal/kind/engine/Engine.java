package dev.gkelocal.kind.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The container engine of this machine, through its command line: Docker's, or another that takes the same words. */
public final class Engine {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Duration SLOW = Duration.ofMinutes(10);

    private final Programs programs;
    private final String name;
    private final Path program;

    private Engine(Programs programs, String name, Path program) {
        this.programs = programs;
        this.name = name;
        this.program = program;
    }

    /** The engine of that name, after it has answered. */
    public static Engine running(Programs programs, String name) {
        var program = programs.find(name)
                .orElseThrow(() -> new Trouble(
                        Trouble.Kind.PRECONDITION,
                        "there is no program %s on PATH, and Kind runs its nodes as its containers; install %s, or name another engine with cluster.engine"
                                .formatted(
                                        name,
                                        name.equals("docker")
                                                ? "Docker (https://docs.docker.com/engine/install)"
                                                : name)));
        var engine = new Engine(programs, name, program);
        var answer = programs.run(QUICK, engine.line("version", "--format", "{{.Server.Version}}"));
        if (!answer.ok()) {
            throw new Trouble(Trouble.Kind.PRECONDITION, engine.silence(answer));
        }
        return engine;
    }

    public String name() {
        return name;
    }

    /** With any of the words of {@code docker container ls --filter}, stopped ones too, by name. */
    public List<Container> containers(String... filters) {
        var words = new ArrayList<>(List.of("ps", "--all", "--quiet", "--no-trunc"));
        for (var filter : filters) {
            words.addAll(List.of("--filter", filter));
        }
        var ids = said(words.toArray(String[]::new))
                .lines()
                .filter(it -> !it.isBlank())
                .toList();
        return ids.isEmpty() ? List.of() : inspect(ids);
    }

    public Optional<Container> container(String called) {
        return containers("name=^/?" + called + "$").stream()
                .filter(it -> it.name().equals(called))
                .findFirst();
    }

    /** Who publishes a port of the host. */
    public Optional<Container> publisherOf(int port) {
        return containers("publish=" + port).stream()
                .filter(Container::isRunning)
                .findFirst();
    }

    public void start(Collection<String> names) {
        onEach("start", names);
    }

    public void stop(Collection<String> names) {
        onEach("stop", names);
    }

    /** Removes containers, running ones too, with the unnamed volumes that are theirs alone. */
    public void remove(Collection<String> names) {
        onEach("rm", names, "--force", "--volumes");
    }

    /** Runs a shell line in a container that runs. */
    public Ran shell(String container, String line, String input) {
        return programs.run(
                QUICK,
                line("exec", "--interactive", container, "sh", "-c", line),
                input.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                words -> {});
    }

    /** Runs any of its commands, which may fail. */
    public Ran ask(String... words) {
        return programs.run(SLOW, line(words));
    }

    /** The same, heard line by line. */
    public Ran ask(Consumer<String> lines, String... words) {
        return programs.run(SLOW, line(words), new byte[0], lines);
    }

    /** Hands what lies at a path in a container, running or not, to the reader as a tar archive. */
    public Ran copyOut(String container, String path, Programs.Reader reader) {
        return programs.stream(SLOW, line("cp", container + ":" + path, "-"), new byte[0], words -> {}, reader);
    }

    /** The standard output of a command; one that fails is trouble. */
    public String said(String... words) {
        var answer = ask(words);
        if (!answer.ok()) {
            throw new Trouble(
                    Trouble.Kind.FAILED,
                    "`%s %s` failed: %s".formatted(name, String.join(" ", words), explained(answer.lastWords())));
        }
        return answer.out().strip();
    }

    /** What the engine's own words mean, where they do not say it. */
    static String explained(String words) {
        var lower = words.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left on device")) {
            return words
                    + "\nthe engine's disk is full: `docker system df` shows by what, `docker system prune` frees what is unused";
        }
        return words;
    }

    private void onEach(String verb, Collection<String> names, String... options) {
        if (names.isEmpty()) {
            return;
        }
        var words = new ArrayList<String>();
        words.add(verb);
        words.addAll(List.of(options));
        words.addAll(names);
        said(words.toArray(String[]::new));
    }

    private List<Container> inspect(List<String> ids) {
        var words = new ArrayList<>(List.of("container", "inspect"));
        words.addAll(ids);
        // One that went away meanwhile makes it fail, and the others are printed all the same.
        var answer = ask(words.toArray(String[]::new));
        try {
            return JSON.readTree(answer.out().isBlank() ? "[]" : answer.out())
                    .valueStream()
                    .map(Container::of)
                    .sorted(java.util.Comparator.comparing(Container::name))
                    .toList();
        } catch (JsonProcessingException failure) {
            throw new Trouble(Trouble.Kind.FAILED, "cannot read what " + name + " says of its containers", failure);
        }
    }

    private List<String> line(String... words) {
        var line = new ArrayList<String>();
        line.add(program.toString());
        line.addAll(List.of(words));
        return line;
    }

    private String silence(Ran answer) {
        var words = answer.lastWords();
        if (words.toLowerCase(Locale.ROOT).contains("permission denied")) {
            return "you may not talk to the container engine %s: add your user to its group (`sudo usermod -aG docker $USER`, then log in again)\n%s"
                    .formatted(name, words);
        }
        return "the container engine %s does not answer: start it (`sudo systemctl start docker`, or Docker Desktop)\n%s"
                .formatted(name, words);
    }
}

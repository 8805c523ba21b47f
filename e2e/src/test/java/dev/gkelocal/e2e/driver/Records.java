package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a platform wrote down about its processes. */
public record Records(Path state) {
    /** A process of the platform as the supervisor last recorded it. @param pid 0 while none runs */
    public record Child(String name, long pid, String phase, int restarts) {
        public boolean isAlive() {
            return pid > 0 && Records.isAlive(pid);
        }
    }

    /** An instance of a service. */
    public record Instance(String id, String revision, long pid) {
        public boolean isAlive() {
            return Records.isAlive(pid);
        }
    }

    public JsonNode endpoints() {
        return Json.read(state.resolve("endpoints.json"));
    }

    public long supervisor() {
        return supervisorRecord().path("pid").asLong();
    }

    public String phase() {
        return supervisorRecord().path("state").asText();
    }

    public List<Child> children() {
        return Json.items(supervisorRecord().path("children"))
                .map(it -> new Child(
                        it.path("name").asText(),
                        it.path("pid").asLong(),
                        it.path("state").asText(),
                        it.path("restarts").asInt()))
                .toList();
    }

    public Child child(String name) {
        return children().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + supervisorRecord()));
    }

    public List<Instance> instances() {
        var files = Optional.ofNullable(
                        state.resolve("run/instances").toFile().listFiles((_, it) -> it.endsWith(".json")))
                .orElse(new File[0]);
        return Arrays.stream(files)
                .map(it -> Json.read(it.toPath()))
                .filter(it -> it.path("pid").asLong() > 0)
                .map(it -> new Instance(
                        it.path("id").asText(),
                        it.path("revision").asText(),
                        it.path("pid").asLong()))
                .toList();
    }

    /** Process ids of a service's instances, by instance. */
    public Map<String, Long> pidsOf(String service) {
        var pids = new TreeMap<String, Long>();
        instances().stream()
                .filter(it -> it.revision().contains("/services/" + service + "/"))
                .forEach(it -> pids.put(it.id(), it.pid()));
        return pids;
    }

    /** Every process that belongs to this platform. */
    public List<Long> allPids() {
        return Stream.of(
                        Stream.of(supervisor()),
                        children().stream().map(Child::pid),
                        instances().stream().map(Instance::pid))
                .flatMap(it -> it)
                .filter(it -> it > 0)
                .toList();
    }

    public void assertReady() {
        assertThat(isAlive(supervisor())).as("supervisor").isTrue();
        assertThat(phase()).isEqualTo("ready");
        assertThat(children()).allMatch(it -> it.phase().equals("ready") && it.isAlive());
    }

    public String log(String process) {
        try {
            return Files.readString(state.resolve("logs").resolve(process + ".log"));
        } catch (IOException none) {
            return "";
        }
    }

    /** Whether it runs; what has ended and only waits for its parent to notice does not. */
    public static boolean isAlive(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException noProc) {
            return !Files.isDirectory(Path.of("/proc/self"))
                    && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }
    }

    private JsonNode supervisorRecord() {
        return Json.read(state.resolve("run/supervisor.json"));
    }
}

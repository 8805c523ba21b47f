package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Processes of this machine below a supervisor. */
record EmbeddedHome(Path state) implements Home {
    static final String FREE_PORTS = """
            ports:
              gateway: 0
              cloud_run_admin: 0
              cloud_run_ingress: 0
              autopilot: 0
              kafka: 0
              kafka_controller: 0
              platform_management: 0
              cloud_run_management: 0
              autopilot_management: 0
            """;

    @Override
    public Outcome up(Sandbox sandbox) {
        return sandbox.run("up", "--auto-ports");
    }

    @Override
    public Command beginUp(Sandbox sandbox, Map<String, String> variables) {
        return sandbox.start(variables, List.of("up", "--auto-ports"));
    }

    @Override
    public Outcome down(Sandbox sandbox) {
        return sandbox.run("down");
    }

    @Override
    public JsonNode endpoints() {
        return records().endpoints();
    }

    @Override
    public String phase() {
        return records().phase();
    }

    @Override
    public List<Running> parts() {
        return records().children().stream()
                .map(it -> new Running(it.name(), identity(it.pid()), it.phase()))
                .toList();
    }

    @Override
    public Map<String, Running> instancesOf(String service) {
        var instances = new TreeMap<String, Running>();
        records().pidsOf(service).forEach((id, pid) -> instances.put(id, new Running(id, identity(pid), "")));
        return instances;
    }

    @Override
    public List<Running> everything() {
        return records().allPids().stream()
                .map(it -> new Running("process " + it, identity(it), ""))
                .toList();
    }

    @Override
    public void assertReady() {
        assertThat(Records.isAlive(records().supervisor())).as("supervisor").isTrue();
        Home.super.assertReady();
    }

    @Override
    public boolean isAlive(Running one) {
        return !one.identity().isEmpty() && Records.isAlive(pid(one));
    }

    @Override
    public void kill(Running victim) {
        Signals.kill(pid(victim));
    }

    @Override
    public void freeze(Running victim) {
        Signals.stop(pid(victim));
    }

    @Override
    public void thaw(Running victim) {
        Signals.goOn(pid(victim));
    }

    @Override
    public void thawAll() {
        parts().stream().filter(this::isAlive).forEach(this::thaw);
    }

    @Override
    public Duration longestGap() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void assertNothingLeft() {
        Leftovers.assertNone(state);
    }

    @Override
    public String log(Part part) {
        return records().log(part.process());
    }

    @Override
    public List<Part> partsIn(JsonNode status) {
        return Part.among(
                Json.items(status.path("processes")).map(it -> it.path("name").asText()), Part::process);
    }

    @Override
    public void assertHadNothingToDo(Outcome up) {
        assertThat(up.err()).contains("up already");
    }

    private Records records() {
        return new Records(state);
    }

    private static long pid(Running one) {
        return Long.parseLong(one.identity());
    }

    private static String identity(long pid) {
        return pid == 0 ? "" : Long.toString(pid);
    }
}

package dev.gkelocal.cloudrun.core;

import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.ContainerPort;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import dev.gkelocal.contracts.cloudrun.EnvVar;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.Resources;
import dev.gkelocal.contracts.cloudrun.RevisionScaling;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds revision templates; an untouched one is valid and has the published defaults. */
public final class Templates {
    private @Nullable String revision;
    private Map<String, String> labels = Map.of();
    private Map<String, String> annotations = Map.of();
    private RevisionScaling scaling = new RevisionScaling(0, 100);
    private int concurrency = 80;
    private Duration timeout = Duration.ofMinutes(5);
    private ExecutionEnvironment environment = ExecutionEnvironment.UNSPECIFIED;
    private String image = "local/hello";
    private String name = "";
    private List<String> args = List.of();
    private List<EnvVar> env = List.of();
    private Resources resources = new Resources(1000, 512, true, false);
    private @Nullable ContainerPort port = new ContainerPort(Protocol.HTTP1, 8080);
    private final List<Container> more = new ArrayList<>();

    public static Templates template() {
        return new Templates();
    }

    public Templates revision(@Nullable String revision) {
        this.revision = revision;
        return this;
    }

    public Templates labels(Map<String, String> labels) {
        this.labels = labels;
        return this;
    }

    public Templates annotations(Map<String, String> annotations) {
        this.annotations = annotations;
        return this;
    }

    public Templates scaling(int min, int max) {
        scaling = new RevisionScaling(min, max);
        return this;
    }

    public Templates concurrency(int concurrency) {
        this.concurrency = concurrency;
        return this;
    }

    public Templates timeout(Duration timeout) {
        this.timeout = timeout;
        return this;
    }

    public Templates environment(ExecutionEnvironment environment) {
        this.environment = environment;
        return this;
    }

    public Templates image(String image) {
        this.image = image;
        return this;
    }

    public Templates name(String name) {
        this.name = name;
        return this;
    }

    public Templates args(List<String> args) {
        this.args = args;
        return this;
    }

    public Templates env(EnvVar... env) {
        this.env = Arrays.asList(env);
        return this;
    }

    public Templates resources(int milliCpu, long mebibytes, boolean cpuIdle) {
        resources = new Resources(milliCpu, mebibytes, cpuIdle, false);
        return this;
    }

    public Templates port(@Nullable Integer number) {
        port = number == null ? null : new ContainerPort(Protocol.HTTP1, number);
        return this;
    }

    public Templates and(Templates other) {
        more.add(other.container());
        return this;
    }

    public RevisionTemplate build() {
        var containers = new ArrayList<Container>();
        containers.add(container());
        containers.addAll(more);
        return new RevisionTemplate(
                revision,
                labels,
                annotations,
                scaling,
                concurrency,
                timeout,
                "",
                environment,
                false,
                false,
                containers);
    }

    private Container container() {
        return new Container(name, image, List.of(), args, env, resources, port, "");
    }
}

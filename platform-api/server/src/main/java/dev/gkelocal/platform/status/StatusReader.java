package dev.gkelocal.platform.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gkelocal.config.GkeLocalConfig;
import dev.gkelocal.platform.simulators.SimulationManager;
import dev.gkelocal.platform.status.PlatformStatus.ProcessReport;
import dev.gkelocal.platform.views.CloudRunView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the platform: the supervisor's record, the processes, their management ports, the state folder. */
public final class StatusReader {
    private static final String UNSUPERVISED = "unsupervised";
    /** Kubernetes takes the supervisor's place; what it knows of Pods is not asked here. */
    private static final String IN_CLUSTER = "in-cluster";

    private final Site site;
    private final ManagementHealth health;
    private final SimulationManager simulators;
    private final CloudRunView cloudRun;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final DiskUse disk;
    private final MemoryUse memory = new MemoryUse();

    /**
     * Where this platform is and what it was built as.
     *
     * @param stateDir absolute
     * @param kafka host:port of the broker, or several of them
     * @param home where its programs run
     */
    public record Site(GkeLocalConfig config, Path stateDir, String kafka, String version, Home home) {}

    public StatusReader(
            Site site,
            ManagementHealth health,
            SimulationManager simulators,
            CloudRunView cloudRun,
            ObjectMapper json,
            InstantSource clock) {
        this.site = site;
        this.health = health;
        this.simulators = simulators;
        this.cloudRun = cloudRun;
        this.json = json;
        this.clock = clock;
        this.disk = new DiskUse(site.stateDir());
    }

    PlatformStatus read() {
        var now = clock.instant();
        var supervisor = SupervisorFile.read(site.stateDir(), json);
        var processes = new ArrayList<ProcessReport>();
        supervisor.ifPresent(it -> processes.add(supervisor(it, now)));
        supervisor.map(SupervisorFile::childrenOrNone).orElseGet(this::unsupervised).stream()
                .map(it -> child(it, now))
                .forEach(processes::add);
        var started = processes.isEmpty() ? null : processes.getFirst().startTime();
        return new PlatformStatus(
                site.version(),
                supervisor
                        .map(it -> Objects.requireNonNullElse(it.state(), "unknown"))
                        .orElse(site.home() instanceof Home.Cluster ? IN_CLUSTER : UNSUPERVISED),
                processes.stream().allMatch(ProcessReport::ready),
                started,
                seconds(started, now),
                processes.stream()
                        .map(ProcessReport::memory)
                        .filter(Objects::nonNull)
                        .mapToLong(Memory::bytes)
                        .sum(),
                disk.bytesByFolder(now),
                site.stateDir().toString(),
                site.home().endpoints(site.config(), site.kafka()),
                processes,
                simulators.reports(),
                cloudRun.counts());
    }

    private ProcessReport supervisor(SupervisorFile file, Instant now) {
        boolean alive = ProcessHandle.of(file.pid()).map(ProcessHandle::isAlive).orElse(false);
        var started = startOf(file.pid()).orElse(null);
        return new ProcessReport(
                "supervisor",
                site.version(),
                alive ? "ready" : "stopped",
                alive,
                alive ? List.of() : List.of("process " + file.pid() + " is gone"),
                file.pid(),
                started,
                seconds(started, now),
                memory.of(file.pid(), now),
                0,
                null,
                Map.of());
    }

    private ProcessReport child(SupervisorFile.Child child, Instant now) {
        var pid = child.pid();
        var started = pid == null ? null : startOf(pid).orElse(null);
        var answer = ownWord(child);
        return new ProcessReport(
                child.name(),
                site.version(),
                Objects.requireNonNullElse(child.state(), UNSUPERVISED),
                answer.ready(),
                answer.reasons(),
                pid,
                started,
                seconds(started, now),
                pid == null ? null : memory.of(pid, now),
                child.restarts(),
                emptyAsAbsent(child.lastExit()),
                child.portsOrNone());
    }

    /** A service is asked; of the broker, which has no management port, the supervisor's word counts. */
    private ManagementHealth.Answer ownWord(SupervisorFile.Child child) {
        if (health.canAsk(child.name())) {
            return health.ask(child.name());
        }
        boolean ready = "ready".equals(child.state());
        var detail = emptyAsAbsent(child.detail());
        return new ManagementHealth.Answer(ready, ready || detail == null ? List.of() : List.of(detail));
    }

    /** In a cluster every service that can be asked; else this process, started by hand. */
    private List<SupervisorFile.Child> unsupervised() {
        if (site.home() instanceof Home.Cluster) {
            return health.services().stream()
                    .map(it -> new SupervisorFile.Child(it, IN_CLUSTER, null, null, 0, null, null, Map.of()))
                    .toList();
        }
        var pid = ProcessHandle.current().pid();
        return List.of(new SupervisorFile.Child("platform-api", null, pid, null, 0, null, null, Map.of()));
    }

    private static Optional<Instant> startOf(long pid) {
        return ProcessHandle.of(pid).flatMap(it -> it.info().startInstant());
    }

    private static double seconds(@Nullable Instant from, Instant now) {
        return from == null ? 0 : Duration.between(from, now).toMillis() / 1000.0;
    }

    private static @Nullable String emptyAsAbsent(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}

package dev.gkelocal.cli.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.ExitCode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.kind.registry.Cleaning;
import dev.gkelocal.kind.registry.CleanupPlan;
import dev.gkelocal.kind.registry.InUse;
import dev.gkelocal.kind.registry.RegistrySettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local registry cleanup}. */
@Command(
        name = "cleanup",
        description = "Delete old images from the registry and free their disk. Asks first.",
        footer = {
            "",
            "The newest tags of each repository stay, by the time of their push, and so does every image that a Pod of the",
            "cluster runs, a workload names or a Cloud Run service of the running platform serves. The registry is away for",
            "some seconds; do not push meanwhile.",
            "",
            "Examples:",
            "  gke-local registry cleanup --dry-run",
            "  gke-local registry cleanup --keep 2 -y"
        })
final class CleanupCommand implements Callable<Integer> {
    @Option(
            names = {"-k", "--keep"},
            paramLabel = "N",
            defaultValue = "5",
            description = "Newest tags of each repository that stay; default ${DEFAULT-VALUE}.")
    private int keep = 5;

    @Option(names = "--dry-run", description = "Only say what would go.")
    private boolean dryRun;

    @Option(
            names = "--in-use",
            paramLabel = "IMAGE",
            description = "An image that stays, such as one of a cluster that is stopped; may be repeated.")
    private List<String> named = List.of();

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask.")
    private boolean yes;

    @Option(
            names = "--force",
            description = "Without a cluster that can be asked what it uses; a registry of others, too.")
    private boolean force;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    CleanupCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (keep < 1) {
            throw new CommandFailed(ExitCode.USAGE, "--keep: " + keep + " is less than 1");
        }
        return desk.with(session, (registries, settings, cluster) -> {
            var shelves = registries.shelves(settings, cluster);
            var cleaning = new Cleaning(shelves);
            var plan = cleaning.plan(InUse.of(shelves.name(), references(settings, cluster)), keep);
            session.terminal().print(output, json(plan), () -> text(plan));
            if (plan.isEmpty() || dryRun) {
                return 0;
            }
            if (!yes && !session.terminal().confirmed("Delete them from " + shelves.name() + "?")) {
                throw new CommandFailed(ExitCode.FAILED, "nothing was deleted; -y does not ask");
            }
            cleaning.run(plan, force, session.terminal()::say);
            session.terminal().say(session.terminal().good("✓") + " Freed " + Sizes.text(plan.freedBytes()));
            return 0;
        });
    }

    private Set<String> references(RegistrySettings settings, @Nullable KubernetesClient cluster) {
        var references = new HashSet<>(named);
        references.addAll(desk.servingImages(session));
        if (cluster != null) {
            try {
                references.addAll(InUse.referencesIn(cluster));
                return references;
            } catch (KubernetesClientException unanswered) {
                session.terminal().warn("the cluster does not say what it uses: " + unanswered.getMessage());
            }
        }
        if (!force && !dryRun) {
            throw new CommandFailed(
                    ExitCode.PRECONDITION,
                    "cluster %s cannot be asked which images it uses; start it, or give --force and --in-use"
                            .formatted(settings.cluster()));
        }
        return references;
    }

    private static ObjectNode json(CleanupPlan plan) {
        var json = Json.object().put("freedBytes", plan.freedBytes()).put("untagged", plan.untagged());
        var removed = json.putArray("removed");
        plan.removedTags().forEach(removed::add);
        var kept = json.putObject("kept");
        plan.kept().forEach(kept::put);
        return json;
    }

    private static String text(CleanupPlan plan) {
        if (plan.isEmpty()) {
            return "Nothing to delete.";
        }
        var text = new StringBuilder();
        plan.removedTags().forEach(it -> text.append("delete  ").append(it).append('\n'));
        if (plan.untagged() > 0) {
            text.append("delete  %d manifests that no tag stands for%n".formatted(plan.untagged()));
        }
        plan.kept().forEach((tag, why) -> text.append("keep    %s (%s)%n".formatted(tag, why)));
        return text + "frees   " + Sizes.text(plan.freedBytes());
    }
}

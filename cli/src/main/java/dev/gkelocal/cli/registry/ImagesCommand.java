package dev.gkelocal.cli.registry;

import dev.gkelocal.cli.project.Session;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.OutputFormat;
import dev.gkelocal.cli.terminal.Table;
import dev.gkelocal.kind.registry.Shelves.Tagged;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gke-local registry images}. */
@Command(
        name = "images",
        description = "List the images of the registry, with the bytes of each as it is packed.",
        footer = {"", "Examples:", "  gke-local registry images", "  gke-local registry images -o json"})
final class ImagesCommand implements Callable<Integer> {
    private static final int SHORT_DIGEST = "sha256:".length() + 12;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}")
    private OutputFormat output = OutputFormat.TABLE;

    @Mixin
    private Desk desk = new Desk();

    private final Session session;

    ImagesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return desk.with(session, (registries, settings, cluster) -> {
            var shelves = registries.shelves(settings, cluster);
            var images = shelves.images();
            var json = Json.array();
            images.forEach(it -> json.add(Json.object()
                    .put("reference", shelves.name() + "/" + it.repository() + ":" + it.tag())
                    .put("repository", it.repository())
                    .put("tag", it.tag())
                    .put("digest", it.digest())
                    .put("bytes", it.bytes())));
            session.terminal().print(output, json, () -> text(images));
            return 0;
        });
    }

    private static String text(List<Tagged> images) {
        var table = new Table("REPOSITORY", "TAG", "DIGEST", "SIZE");
        images.forEach(it -> table.row(
                it.repository(),
                it.tag(),
                it.digest().substring(0, Math.min(SHORT_DIGEST, it.digest().length())),
                Sizes.text(it.bytes())));
        return table.isEmpty() ? "The registry is empty; `gke-local registry push IMAGE` fills it." : table.toString();
    }
}

package dev.gkelocal.kind.manifests;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The edges for people: as a table, and as a picture in Mermaid's words. */
final class EdgePicture {
    private EdgePicture() {}

    static String table(List<Edge> edges) {
        var rows = edges.stream()
                .filter(it -> it.to() != Party.DNS)
                .map(it -> "| %s | %s | %s | %s |"
                        .formatted(it.from().title(), it.to().title(), it.portWords(), it.why()))
                .collect(Collectors.joining("\n"));
        return "| from | to | ports | for |\n|---|---|---|---|\n" + rows + "\n";
    }

    static String mermaid(List<Edge> edges) {
        var lines = edges.stream()
                .filter(it -> it.to() != Party.DNS)
                .map(it -> "  %s -->|%s| %s"
                        .formatted(node(it.from()), it.portWords().replace(", ", " "), node(it.to())))
                .collect(Collectors.joining("\n"));
        return "```mermaid\nflowchart LR\n" + lines + "\n```\n";
    }

    private static String node(Party party) {
        return party.name().toLowerCase(Locale.ROOT) + "[" + party.title() + "]";
    }
}

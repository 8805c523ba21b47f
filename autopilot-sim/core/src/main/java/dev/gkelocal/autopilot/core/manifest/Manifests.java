package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads what people hand to {@code kubectl apply -f}: YAML documents, JSON objects, lists of objects. A broken document costs
 * only itself: reading goes on behind the next {@code ---}.
 */
public final class Manifests {
    /** Code points of one source: far beyond any real manifest, short of what would fill the memory. */
    public static final int LONGEST = 64 << 20;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(LONGEST)
            .setParseComments(false)
            .build();

    private final String source;
    private final List<Document> documents = new ArrayList<>();

    private Manifests(String source) {
        this.source = source;
    }

    /**
     * All objects in their order; empty documents are left out, lists are taken apart.
     *
     * @param source what positions name, usually a file
     */
    public static List<Document> read(String source, String text) {
        var reader = new Manifests(source);
        if (text.length() > LONGEST) {
            return List.of(
                    new Document.Unreadable(new Position(source, 1, 1), "longer than " + LONGEST + " characters"));
        }
        reader.split(text.startsWith("\uFEFF") ? text.substring(1) : text);
        return List.copyOf(reader.documents);
    }

    /** A line that begins with {@code ---} ends a document wherever it stands, even in a block of text. */
    private void split(String text) {
        var start = 0;
        var line = 0;
        var startLine = 0;
        for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            line++;
            if (isSeparator(text, end + 1)) {
                document(text.substring(start, end + 1), startLine);
                start = end + 1;
                startLine = line;
            }
        }
        document(text.substring(start), startLine);
    }

    private static boolean isSeparator(String text, int at) {
        return text.startsWith("---", at) && (at + 3 == text.length() || Character.isWhitespace(text.charAt(at + 3)));
    }

    private void document(String text, int linesBefore) {
        var begin = beginning(text);
        if (begin == text.length() || text.charAt(begin) == '%') {
            return;
        }
        var json = text.charAt(begin) == '{' ? json(text, begin, linesBefore) : List.<Document>of();
        var isJson = !json.isEmpty() && json.stream().allMatch(Document.Parsed.class::isInstance);
        var read = isJson ? json : yaml(text, linesBefore);
        var bothBroken = !json.isEmpty() && read.stream().anyMatch(Document.Unreadable.class::isInstance);
        (bothBroken && isQuoteNext(text, begin + 1) ? json : read).forEach(this::add);
    }

    /** Where the text has its first character besides space, comments and the separator. */
    private static int beginning(String text) {
        var i = isSeparator(text, 0) ? 3 : 0;
        while (i < text.length()) {
            if (text.charAt(i) == '#') {
                var end = text.indexOf('\n', i);
                i = end < 0 ? text.length() : end;
            } else if (!Character.isWhitespace(text.charAt(i))) {
                return i;
            } else {
                i++;
            }
        }
        return i;
    }

    private List<Document> json(String text, int begin, int linesBefore) {
        var lines =
                (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
        return Json.documents(source, linesBefore + lines, text.substring(begin));
    }

    /** Tells JSON from YAML in braces, for the choice of the message. */
    private static boolean isQuoteNext(String text, int from) {
        var i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '"';
    }

    private List<Document> yaml(String text, int linesBefore) {
        var events = new YamlEvents(new Parse(SETTINGS).parseString(text).iterator(), source, linesBefore);
        var read = new ArrayList<Document>();
        try {
            for (var next = events.next(); next.isPresent(); next = events.next()) {
                read.add(new Document.Parsed(next.get()));
            }
        } catch (Unreadable fault) {
            read.add(fault.document());
        } catch (MarkedYamlEngineException fault) {
            var context = fault.getContext() == null ? "" : fault.getContext() + ": ";
            read.add(new Document.Unreadable(
                    events.position(fault.getProblemMark()), "error converting YAML: " + context + fault.getProblem()));
        } catch (YamlEngineException fault) {
            read.add(new Document.Unreadable(
                    new Position(source, linesBefore + badLine(text), 1),
                    "error converting YAML: "
                            + String.valueOf(fault.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")));
        }
        return read;
    }

    /** Counted from 1: the first line with a character that YAML forbids. */
    private static int badLine(String text) {
        var line = 1;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c < ' ' && c != '\t' && c != '\r' || c == '\u007f' || c >= '\ufffe') {
                return line;
            }
        }
        return 1;
    }

    private void add(Document document) {
        switch (document) {
            case Document.Parsed(var root) -> add(root);
            case Document.Unreadable broken -> documents.add(broken);
        }
    }

    private void add(Value root) {
        if (!root.isSet()) {
            return;
        }
        if (!(root instanceof Mapping)) {
            documents.add(new Document.Unreadable(
                    root.at(),
                    "an object must be a mapping, this is a " + (root instanceof Sequence ? "list" : "word")));
            return;
        }
        var kind = root.get("kind").text();
        if (kind.endsWith("List") && root.get("items") instanceof Sequence(var items, var ignored)) {
            items.forEach(item -> add(ofList(kind, root.get("apiVersion"), item)));
        } else if (!root.entries().isEmpty()) {
            documents.add(new Document.Parsed(root));
        }
    }

    /** Items of a typed list, such as a PodList, may leave out their kind. */
    private static Value ofList(String kind, Value apiVersion, Value item) {
        if (kind.equals("List")
                || !(item instanceof Mapping)
                || item.get("kind").isSet()) {
            return item;
        }
        var entries = new LinkedHashMap<String, Value>();
        entries.put("apiVersion", apiVersion);
        entries.put("kind", Value.of(kind.substring(0, kind.length() - "List".length())));
        entries.putAll(item.entries());
        return new Mapping(entries, item.at());
    }
}

package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Sequence;
import dev.gkelocal.autopilot.core.manifest.Value.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/**
 * Builds the trees of one text from the parser's events. Own limits hold where the parser has none: depth, and how much an
 * alias may repeat (both as the API server's reader, which stops such texts too).
 */
final class YamlEvents {
    static final int DEEPEST = 256;
    /** Values that may come into one document by aliases. */
    static final long MOST_ALIASED = 100_000;

    private static final String TAGS = "tag:yaml.org,2002:";

    private final Iterator<Event> events;
    private final String source;
    private final int linesBefore;
    private final Map<String, Anchored> anchors = new HashMap<>();
    private long values;
    private long aliased;

    private record Anchored(Value value, long size) {}

    /** @param linesBefore how many lines of the source stand before the text */
    YamlEvents(Iterator<Event> events, String source, int linesBefore) {
        this.events = events;
        this.source = source;
        this.linesBefore = linesBefore;
    }

    /** The next document's tree; empty at the end. */
    Optional<Value> next() {
        while (events.hasNext()) {
            if (events.next().getEventId() == Event.ID.DocumentStart) {
                anchors.clear();
                aliased = 0;
                return Optional.of(value(events.next(), 0));
            }
        }
        return Optional.empty();
    }

    private Value value(Event event, int depth) {
        var at = position(event);
        if (depth > DEEPEST) {
            throw new Unreadable(at, "nested deeper than " + DEEPEST + " levels");
        }
        if (event instanceof AliasEvent alias) {
            return aliased(alias, at);
        }
        var before = values++;
        var anchor = event instanceof NodeEvent node
                ? node.getAnchor().map(it -> it.getValue()).orElse("")
                : "";
        anchors.remove(anchor);
        var value = switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event, at);
            case SequenceStart -> sequence(at, depth);
            case MappingStart -> mapping(at, depth);
            default -> throw new IllegalStateException("no value begins with " + event);
        };
        if (!anchor.isEmpty()) {
            anchors.put(anchor, new Anchored(value, values - before));
        }
        return value;
    }

    private Value aliased(AliasEvent alias, Position at) {
        var name = alias.getAlias().getValue();
        var meant = anchors.get(name);
        if (meant == null) {
            throw new Unreadable(at, "unknown anchor '" + name + "' referenced, or one that contains itself");
        }
        values += meant.size();
        aliased += meant.size();
        if (aliased > MOST_ALIASED) {
            throw new Unreadable(at, "document contains excessive aliasing: more than " + MOST_ALIASED + " values");
        }
        return meant.value();
    }

    private Scalar scalar(ScalarEvent event, Position at) {
        var tag = event.getTag().orElse("");
        return switch (tag) {
            case TAGS + "int", TAGS + "float", TAGS + "bool", TAGS + "null" ->
                PlainScalar.resolve(event.getValue(), at);
            case "" ->
                event.isPlain()
                        ? PlainScalar.resolve(event.getValue(), at)
                        : new Scalar(event.getValue(), Type.STRING, at);
            default -> new Scalar(event.getValue(), Type.STRING, at);
        };
    }

    private Sequence sequence(Position at, int depth) {
        var items = new ArrayList<Value>();
        for (var event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(value(event, depth + 1));
        }
        return new Sequence(items, at);
    }

    private Mapping mapping(Position at, int depth) {
        var entries = new LinkedHashMap<String, Value>();
        var merged = new ArrayList<Value>();
        for (var event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            var isMerge = event instanceof ScalarEvent it
                    && it.isPlain()
                    && it.getTag().isEmpty()
                    && it.getValue().equals("<<");
            var key = key(value(event, depth + 1), position(event));
            var value = value(events.next(), depth + 1);
            if (isMerge) {
                merged.addAll(merged(value, position(event)));
            } else if (entries.putIfAbsent(key, value) != null) {
                throw new Unreadable(position(event), "key \"" + key + "\" already set in map");
            }
        }
        merged.forEach(map -> map.entries().forEach(entries::putIfAbsent));
        return new Mapping(Fields.of(entries), at);
    }

    /** The mappings behind a merge key; the first one wins. */
    private static List<Value> merged(Value value, Position at) {
        var maps = value instanceof Sequence(var items, var ignored) ? items : List.of(value);
        maps.forEach(map -> {
            if (!(map instanceof Mapping)) {
                throw new Unreadable(at, "map merge requires map or sequence of maps as the value");
            }
        });
        return maps;
    }

    /** Numbers and booleans become text, as they do on the way to JSON. */
    private static String key(Value key, Position at) {
        if (key instanceof Scalar(var text, var type, var ignored) && type != Type.NULL) {
            return text;
        }
        throw new Unreadable(at, "a key must be a string, a number or a boolean");
    }

    private Position position(Event event) {
        return position(event.getStartMark());
    }

    Position position(Optional<Mark> mark) {
        return mark.map(it -> new Position(source, linesBefore + it.getLine() + 1, it.getColumn() + 1))
                .orElse(new Position(source, linesBefore + 1, 1));
    }
}

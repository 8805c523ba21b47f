package dev.gkelocal.config.loading;

import dev.gkelocal.config.keys.EntryName;
import dev.gkelocal.config.keys.Key;
import dev.gkelocal.config.keys.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The values of one file. Follows known keys only, so that neither aliases nor nesting can make it long. */
final class FileLayer {
    private final String file;
    private final Layer layer = new Layer();

    private FileLayer(String file) {
        this.file = file;
    }

    static Layer read(String file, String text) {
        var reader = new FileLayer(file);
        YamlText.parse(text, reader::top, (line, what) -> reader.layer.problem(new Origin.File(file, line), "", what));
        return reader.layer;
    }

    private void top(Node root) {
        if (root instanceof MappingNode mapping) {
            section("", mapping);
        } else if (!isNothing(root)) {
            layer.problem(at(root), "", "holds no keys; write lines such as project_name: shop");
        }
    }

    private void section(String prefix, MappingNode mapping) {
        for (var entry : entries(prefix, mapping)) {
            var key = Keys.find(entry.path());
            if (Keys.sections().containsKey(entry.path())) {
                subsection(entry);
            } else if (key == null) {
                layer.problem(entry.at(), entry.path(), Suggestion.forUnknownKey(entry.path()));
            } else if (key.isMap()) {
                map(key, entry);
            } else if (key.isList()) {
                list(key, entry);
            } else {
                single(key, entry);
            }
        }
    }

    private void subsection(Entry entry) {
        if (entry.value() instanceof MappingNode mapping) {
            section(entry.path() + ".", mapping);
        } else if (!isNothing(entry.value())) {
            layer.problem(entry.at(), entry.path(), "is a section; write its keys as indented lines below it");
        }
    }

    private void single(Key key, Entry entry) {
        if (entry.value() instanceof ScalarNode scalar) {
            ScalarValue.read(scalar, key.type()).into(layer, key.path(), entry.at());
        } else {
            layer.problem(
                    entry.at(),
                    key.path(),
                    "holds several values; write one: " + key.type().words());
        }
    }

    private void list(Key key, Entry entry) {
        if (!(entry.value() instanceof SequenceNode sequence)) {
            layer.problem(
                    entry.at(), key.path(), "is not a list; write its items as lines below it, each beginning with -");
            return;
        }
        var items = new ArrayList<String>();
        for (var item : sequence.getValue()) {
            var path = key.path() + "[" + items.size() + "]";
            if (item instanceof ScalarNode scalar && !scalar.getValue().isBlank() && Tag.STR.equals(scalar.getTag())) {
                items.add(scalar.getValue());
            } else {
                layer.problem(at(item), path, "is not a text; write one, in quotes if it looks like something else");
                return;
            }
        }
        layer.put(key.path(), List.copyOf(items), entry.at());
    }

    private void map(Key key, Entry entry) {
        if (!(entry.value() instanceof MappingNode mapping)) {
            if (!isNothing(entry.value())) {
                layer.problem(entry.at(), key.path(), "is not a map; write lines such as NAME: \"value\" below it");
            }
            return;
        }
        for (var pair : entries(key.path() + ".", mapping)) {
            var wrongName = EntryName.wrong(pair.name());
            if (!wrongName.isEmpty()) {
                layer.problem(pair.at(), key.path(), wrongName);
            } else if (pair.value() instanceof ScalarNode scalar) {
                ScalarValue.readText(scalar, key.isSecret()).into(layer, pair.path(), pair.at());
            } else {
                layer.problem(pair.at(), pair.path(), "holds several values; write one text");
            }
        }
    }

    /** @param name last part of the path */
    private record Entry(String name, String path, Node value, Origin at) {}

    private List<Entry> entries(String prefix, MappingNode mapping) {
        var entries = new ArrayList<Entry>();
        Map<String, Integer> lines = new HashMap<>();
        for (var tuple : mapping.getValue()) {
            var at = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
                layer.problem(at, prefix + "?", "is not a name; write a key and a colon");
                continue;
            }
            var name = scalar.getValue();
            if (name.equals("<<")) {
                layer.problem(at, prefix + name, "merge keys are not known here; write the keys out");
                continue;
            }
            var first = lines.putIfAbsent(name, at.line());
            if (first != null) {
                layer.problem(at, prefix + name, "is given twice, first in line " + first + "; remove one of the two");
            } else {
                entries.add(new Entry(name, prefix + name, tuple.getValueNode(), at));
            }
        }
        return entries;
    }

    private static boolean isNothing(Node node) {
        return Tag.NULL.equals(node.getTag());
    }

    private Origin.File at(Node node) {
        return new Origin.File(
                file, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }
}

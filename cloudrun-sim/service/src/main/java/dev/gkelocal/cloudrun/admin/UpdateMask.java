package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cloudrun.core.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which fields of a service a patch replaces: paths parted by commas; none, or {@code *}, is all of them. */
record UpdateMask(List<String> paths) {
    UpdateMask {
        paths = List.copyOf(paths);
    }

    static UpdateMask parse(String text) {
        return new UpdateMask(Stream.of(text.split(","))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(Fields::camel)
                .toList());
    }

    boolean coversAll() {
        return paths.isEmpty() || paths.contains("*");
    }

    List<Violation> check() {
        var violations = new ArrayList<Violation>();
        for (var path : paths) {
            var first = path.split("\\.", 2)[0];
            if (!path.equals("*") && !ServiceReader.INPUT.contains(first)) {
                violations.add(new Violation(
                        "updateMask",
                        "'" + path + "' is no field that can be changed. Known are " + ServiceReader.INPUT));
            }
        }
        return violations;
    }

    /** The service as it is, with the named fields as the body has them. */
    ObjectNode merge(ObjectNode current, JsonNode body) {
        for (var path : paths) {
            merge(current, body, path.split("\\."));
        }
        if (body.has("etag")) {
            current.set("etag", body.get("etag"));
        }
        return current;
    }

    private static void merge(ObjectNode into, JsonNode from, String[] path) {
        var target = into;
        var source = from;
        for (int i = 0; i < path.length - 1; i++) {
            target = target.path(path[i]).isObject() ? (ObjectNode) target.get(path[i]) : target.putObject(path[i]);
            source = named(source, path[i]);
        }
        var last = path[path.length - 1];
        var value = named(source, last);
        if (value.isMissingNode()) {
            target.remove(last);
        } else {
            target.set(last, value.deepCopy());
        }
    }

    private static JsonNode named(JsonNode node, String camel) {
        for (var field : node.properties()) {
            if (Fields.camel(field.getKey()).equals(camel)) {
                return field.getValue();
            }
        }
        return node.path(camel);
    }
}

package dev.gkelocal.autopilot.core.warden;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of messages: messages.tsv beside this class, read once. */
final class Messages {
    private static final class Shipped {
        static final Map<String, Message> BY_ID = read();
    }

    private record Message(String constraint, String text, String fix) {}

    private Messages() {}

    /**
     * @param id of the message; a row {@code id@ERA} of the catalogue wins over {@code id} in that era and earlier ones
     * @param values for the places {0}, {1}, ... of text and advice
     */
    static Violation violation(Era era, String id, Path path, List<String> values) {
        var message = find(era, id);
        return new Violation(message.constraint, filled(message.text, values), path, filled(message.fix, values));
    }

    private static Message find(Era era, String id) {
        for (var earlier : Era.values()) {
            var message = Shipped.BY_ID.get(id + "@" + earlier);
            if (message != null && !earlier.isBefore(era)) {
                return message;
            }
        }
        var message = Shipped.BY_ID.get(id);
        if (message == null) {
            throw new IllegalArgumentException("no message " + id);
        }
        return message;
    }

    private static String filled(String template, List<String> values) {
        var text = new StringBuilder();
        var at = 0;
        while (at < template.length()) {
            var c = template.charAt(at);
            if (c == '{' && at + 2 < template.length() && template.charAt(at + 2) == '}') {
                text.append(values.get(template.charAt(at + 1) - '0'));
                at += 3;
            } else {
                text.append(c);
                at++;
            }
        }
        return text.toString();
    }

    private static Map<String, Message> read() {
        var byId = new HashMap<String, Message>();
        for (var row : DataTable.read(Messages.class, "messages.tsv").rows()) {
            byId.put(cell(row, "id"), new Message(cell(row, "constraint"), cell(row, "text"), cell(row, "fix")));
        }
        return Map.copyOf(byId);
    }

    private static String cell(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }
}

package dev.gkelocal.autopilot.core.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule data that ships with a room: tab-separated text, the first line names the columns, lines that start with # and empty lines
 * are skipped, {@code -} stands for an empty cell.
 */
public record DataTable(List<String> columns, List<Map<String, String>> rows) {
    public DataTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /**
     * @param room a class of the room whose folder of resources holds the file
     * @throws IllegalStateException if the file is missing or a line has another number of cells than the first
     */
    public static DataTable read(Class<?> room, String file) {
        try (var stream = room.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("rule data " + file + " is not beside " + room.getName());
            }
            return parse(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("rule data " + file, unreadable);
        }
    }

    static DataTable parse(String file, String text) {
        List<String> columns = List.of();
        var rows = new ArrayList<Map<String, String>>();
        var number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            var cells = List.of(line.split("\t", -1));
            if (columns.isEmpty()) {
                columns = cells;
            } else if (cells.size() == columns.size()) {
                rows.add(row(columns, cells));
            } else {
                throw new IllegalStateException("rule data %s:%d has %d cells, the first line has %d"
                        .formatted(file, number, cells.size(), columns.size()));
            }
        }
        return new DataTable(columns, rows);
    }

    private static Map<String, String> row(List<String> columns, List<String> cells) {
        var row = new HashMap<String, String>();
        for (var i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i).equals("-") ? "" : cells.get(i));
        }
        return Map.copyOf(row);
    }
}

package dev.gkelocal.autopilot.core.manifest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rule data whose columns have names: a {@link Table} whose first line names them, and where {@code -} stands for an empty cell.
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
        return of(file, Table.read(room, file));
    }

    static DataTable parse(String file, String text) {
        try {
            return of(file, Table.rows(new StringReader(text)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static DataTable of(String file, List<Table.Row> lines) {
        if (lines.isEmpty()) {
            throw new IllegalStateException("rule data " + file + " has no line that names the columns");
        }
        var columns = lines.getFirst().columns();
        var rows = new ArrayList<Map<String, String>>();
        for (var line : lines.subList(1, lines.size())) {
            if (line.size() != columns.size()) {
                throw new IllegalStateException("rule data %s:%d has %d cells, the first line has %d"
                        .formatted(file, line.line(), line.size(), columns.size()));
            }
            rows.add(row(columns, line.columns()));
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

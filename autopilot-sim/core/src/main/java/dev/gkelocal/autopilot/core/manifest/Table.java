package dev.gkelocal.autopilot.core.manifest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The rows of a bundled file of rule data: tab-separated columns, lines that begin with # are remarks. */
public final class Table {
    private Table() {}

    /**
     * @param owner a class in the package whose resources hold the file
     * @param file its name; one that ends in .gz is compressed
     */
    public static List<Row> read(Class<?> owner, String file) {
        try (var raw = owner.getResourceAsStream(file)) {
            if (raw == null) {
                throw new IllegalStateException("rule data " + file + " is missing beside " + owner.getName());
            }
            var text = file.endsWith(".gz") ? new GZIPInputStream(raw) : raw;
            return rows(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("rule data " + file + " cannot be read", broken);
        }
    }

    static List<Row> rows(Reader text) throws IOException {
        var rows = new ArrayList<Row>();
        var reader = new BufferedReader(text);
        int number = 0;
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (!line.isEmpty() && line.charAt(0) != '#') {
                rows.add(new Row(number, split(line, '\t')));
            }
        }
        return rows;
    }

    private static List<String> split(String text, char separator) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /**
     * One line. Columns at the end may be left out: they read as empty.
     *
     * @param line its number in the file
     */
    public record Row(int line, List<String> columns) {
        public Row {
            columns = List.copyOf(columns);
        }

        public int size() {
            return columns.size();
        }

        public String text(int column) {
            return column < columns.size() ? columns.get(column) : "";
        }

        /** The parts of a comma-separated column; none where it is empty. */
        public List<String> texts(int column) {
            return text(column).isEmpty() ? List.of() : split(text(column), ',');
        }

        /** 0 where the column is empty. */
        public long number(int column) {
            return text(column).isEmpty() ? 0 : Long.parseLong(text(column));
        }
    }
}

package dev.gkelocal.observability.dashboards;

import java.util.List;

/**
 * One dashboard.
 *
 * @param uid stable: its address, and what alerts name
 * @param folder file-system folder below the provisioned one, which Grafana shows as a folder
 * @param traces service whose traces the dashboard links to
 */
public record Dashboard(
        String uid,
        String folder,
        String title,
        String description,
        String traces,
        List<Variable> variables,
        List<Row> rows) {

    /** A titled stretch of panels, which flow from left to right. */
    public record Row(String title, List<Panel> panels) {
        public Row {
            panels = List.copyOf(panels);
        }

        static Row of(String title, Panel... panels) {
            return new Row(title, List.of(panels));
        }
    }

    public Dashboard {
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
        if (!uid.matches("gkl-[a-z-]{1,36}")) {
            throw new IllegalArgumentException("a uid is gkl-, then letters and dashes, 40 at most, got " + uid);
        }
    }

    public List<Panel> panels() {
        return rows.stream().flatMap(it -> it.panels().stream()).toList();
    }
}

package dev.gkelocal.autopilot.core.classes;

import dev.gkelocal.autopilot.core.manifest.DataTable;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The class matrix: classes.tsv beside this class, read once. Later rows of the file win over earlier ones that match as well. */
public final class ClassMatrix {
    /** The class of a Pod that selects none. */
    public static final String GENERAL_PURPOSE = "general-purpose";

    /** Stands for every custom ComputeClass. */
    public static final String CUSTOM = "custom";

    /** Stands for Pods whose GPU rules their resources. */
    public static final String ACCELERATOR = "Accelerator";

    private final List<Row> rows;

    private record Row(
            ClassRules rules, String arch, String cluster, WorkloadShape shape, ClusterVersion from, String variant) {
        boolean fits(String computeClass, String wantedArch, ClusterTraits traits, WorkloadShape wantedShape) {
            return rules.name().equals(computeClass)
                    && (arch.isEmpty() || arch.equals(wantedArch))
                    && (cluster.isEmpty() || cluster.equals("bursting") == traits.bursting())
                    && shape == wantedShape
                    && traits.version().atLeast(from)
                    && (variant.isEmpty() || traits.variants().contains(variant));
        }
    }

    private static final class Shipped {
        static final ClassMatrix MATRIX = read();
    }

    private ClassMatrix(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    public static ClassMatrix shipped() {
        return Shipped.MATRIX;
    }

    /**
     * @param computeClass a built-in class's name, {@link #GENERAL_PURPOSE}, {@link #ACCELERATOR} or {@link #CUSTOM}
     * @param arch amd64 or arm64
     * @return empty for a class that is not built in
     */
    public Optional<ClassRules> rules(String computeClass, String arch, ClusterTraits traits, WorkloadShape shape) {
        var fitting = last(computeClass, arch, traits, shape);
        return fitting.isEmpty() ? last(computeClass, arch, traits, WorkloadShape.ORDINARY) : fitting;
    }

    public boolean isBuiltIn(String computeClass) {
        return rows.stream().anyMatch(row -> row.rules.name().equals(computeClass));
    }

    private Optional<ClassRules> last(String computeClass, String arch, ClusterTraits traits, WorkloadShape shape) {
        for (var row : rows.reversed()) {
            if (row.fits(computeClass, arch, traits, shape)) {
                return Optional.of(row.rules);
            }
        }
        return Optional.empty();
    }

    private static ClassMatrix read() {
        var rows = new ArrayList<Row>();
        for (var cells : DataTable.read(ClassMatrix.class, "classes.tsv").rows()) {
            for (var name : cell(cells, "classes").split(",", -1)) {
                rows.add(row(name, cells));
            }
        }
        return new ClassMatrix(rows);
    }

    private static Row row(String name, Map<String, String> cells) {
        var rules = new ClassRules(
                name,
                resources(cells, "default", 0),
                resources(cells, "min", 0),
                resources(cells, "max", ClassRules.UNLIMITED),
                amount(cells, "step", 0),
                amount(cells, "low", 0),
                amount(cells, "high", 0));
        var from = cell(cells, "from");
        return new Row(
                rules,
                cell(cells, "arch"),
                cell(cells, "cluster"),
                WorkloadShape.valueOf(cell(cells, "shape")),
                from.isEmpty() ? ClusterVersion.of("1.0.0-gke.0") : ClusterVersion.of(from),
                cell(cells, "variant"));
    }

    private static Resources resources(Map<String, String> cells, String what, long whenEmpty) {
        return new Resources(
                amount(cells, what + "-cpu", whenEmpty),
                amount(cells, what + "-memory", whenEmpty),
                amount(cells, what + "-ephemeral", whenEmpty),
                Map.of());
    }

    /** CPU in thousandths, all else in whole units. */
    private static long amount(Map<String, String> cells, String column, long whenEmpty) {
        var text = cell(cells, column);
        if (text.isEmpty()) {
            return whenEmpty;
        }
        var quantity = Quantity.of(text);
        return column.endsWith("-cpu") || column.equals("step") ? quantity.milli() : quantity.units();
    }

    private static String cell(Map<String, String> cells, String column) {
        return cells.getOrDefault(column, "");
    }
}

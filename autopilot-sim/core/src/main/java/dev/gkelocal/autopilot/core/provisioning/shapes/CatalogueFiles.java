package dev.gkelocal.autopilot.core.provisioning.shapes;

import dev.gkelocal.autopilot.core.classes.Accelerator;
import dev.gkelocal.autopilot.core.classes.Accelerators;
import dev.gkelocal.autopilot.core.manifest.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the bundled files; each says in its first lines what its columns are. */
final class CatalogueFiles {
    private static final String FAMILY_LINE = "@ ";
    private static final long MIB = 1L << 20;
    private static final int USUAL_THREADS_PER_CORE = 2;
    private static final int USUAL_SSD_GIB = 375;

    private final Map<String, CpuPlatform> platforms;
    private final Map<String, Integer> ssdGib = new HashMap<>();

    private CatalogueFiles() {
        platforms = platforms();
    }

    static MachineCatalogue read() {
        var files = new CatalogueFiles();
        return new MachineCatalogue(files.families(), gpus(), classes(), files.platforms);
    }

    private static List<Table.Row> rows(String file) {
        return Table.read(CatalogueFiles.class, file);
    }

    private static Map<String, CpuPlatform> platforms() {
        var byName = new LinkedHashMap<String, CpuPlatform>();
        var counts = new HashMap<String, Integer>();
        for (var row : rows("platforms.tsv")) {
            int order = counts.merge(row.text(1), 1, Integer::sum);
            var platform = new CpuPlatform(row.text(0), row.text(1), order);
            byName.put(platform.name(), platform);
            row.texts(2).forEach(it -> byName.put(it, platform));
        }
        return byName;
    }

    private List<MachineFamily> families() {
        var familyRows = rows("families.tsv");
        familyRows.forEach(row -> ssdGib.put(row.text(0), row.number(10) == 0 ? USUAL_SSD_GIB : (int) row.number(10)));
        var types = machineTypes();
        return familyRows.stream()
                .map(row -> family(row, types.getOrDefault(row.text(0), List.of())))
                .toList();
    }

    private MachineFamily family(Table.Row row, List<MachineType> types) {
        return new MachineFamily(
                row.text(0),
                row.text(1),
                Set.copyOf(row.texts(2)),
                row.text(3),
                range(row.text(4), row.text(5)),
                Set.copyOf(row.texts(6)),
                row.text(7),
                Set.copyOf(row.texts(8)),
                row.number(9) == 0 ? USUAL_THREADS_PER_CORE : (int) row.number(9),
                types);
    }

    private Map<String, List<MachineType>> machineTypes() {
        var byFamily = new HashMap<String, List<MachineType>>();
        var family = "";
        for (var row : rows("machines.tsv")) {
            if (row.text(0).startsWith(FAMILY_LINE)) {
                family = row.text(0).substring(FAMILY_LINE.length());
            } else {
                byFamily.computeIfAbsent(family, ignored -> new ArrayList<>()).add(machineType(family, row));
            }
        }
        return byFamily;
    }

    private MachineType machineType(String family, Table.Row row) {
        return new MachineType(
                row.text(0),
                family,
                (int) row.number(1),
                bytes(row.text(2)),
                use(row.text(3)),
                row.text(4),
                (int) row.number(5),
                localSsd(row, ssdGib.getOrDefault(family, USUAL_SSD_GIB)),
                own(row));
    }

    private static MachineType.Use use(String text) {
        return switch (text) {
            case "auto" -> MachineType.Use.AUTO;
            case "explicit" -> MachineType.Use.EXPLICIT;
            case "other" -> MachineType.Use.OTHER;
            default -> throw new IllegalStateException("machines.tsv: unknown use " + text);
        };
    }

    private static long bytes(String memory) {
        return memory.startsWith("b") ? Long.parseLong(memory.substring(1)) : Long.parseLong(memory) * MIB;
    }

    private static MachineType.LocalSsd localSsd(Table.Row row, int familyGib) {
        var text = row.text(6);
        if (text.isEmpty()) {
            return MachineType.LocalSsd.NONE;
        }
        int gib = row.number(10) == 0 ? familyGib : (int) row.number(10);
        if (text.startsWith("=")) {
            int attached = Integer.parseInt(text.substring(1));
            return new MachineType.LocalSsd(List.of(attached), attached, gib);
        }
        return new MachineType.LocalSsd(
                row.texts(6).stream().map(Integer::valueOf).toList(), 0, gib);
    }

    private MachineType.Own own(Table.Row row) {
        if (row.size() < 8) {
            return MachineType.Own.NOTHING;
        }
        return new MachineType.Own(range(row.text(7), ""), Set.copyOf(row.texts(8)), Set.copyOf(row.texts(9)));
    }

    private CpuPlatform.Range range(String lowest, String highest) {
        if (lowest.isEmpty()) {
            return CpuPlatform.Range.NONE;
        }
        return new CpuPlatform.Range(platform(lowest), platform(highest.isEmpty() ? lowest : highest));
    }

    private CpuPlatform platform(String name) {
        var found = platforms.get(name);
        if (found == null) {
            throw new IllegalStateException("platforms.tsv lacks " + name);
        }
        return found;
    }

    /** Those of admission, in a fixed order. */
    private static List<GpuType> gpus() {
        return Accelerators.all().stream()
                .sorted(Comparator.comparing(Accelerator::name))
                .map(it -> new GpuType(it.name(), it.family(), it.vcpusByCount(), it.partitions()))
                .toList();
    }

    private static List<ComputeClass> classes() {
        return rows("classes.tsv").stream()
                .map(row -> new ComputeClass(
                        row.text(0),
                        row.texts(1),
                        row.texts(2).contains("accelerator"),
                        row.texts(2).contains("balancing"),
                        row.texts(2).contains("largerBootDisk"),
                        row.texts(2).contains("sliceOfHardware")))
                .toList();
    }
}

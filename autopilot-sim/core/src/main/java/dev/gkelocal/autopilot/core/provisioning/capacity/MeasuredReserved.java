package dev.gkelocal.autopilot.core.provisioning.capacity;

import dev.gkelocal.autopilot.core.manifest.Table;
import dev.gkelocal.autopilot.core.objects.ClusterVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The table of measured shares; the file of an image is read when it is first asked for. */
final class MeasuredReserved {
    /** Images that were measured. */
    private static final Set<String> FILES = Set.of("cos-amd64", "cos-amd64-confidential", "cos-arm64", "ubuntu-amd64");

    private static final Map<String, MeasuredReserved> READ = new ConcurrentHashMap<>();

    private final Map<String, Versions> byResource;

    private MeasuredReserved(Map<String, Versions> byResource) {
        this.byResource = byResource;
    }

    static OptionalLong memory(NodeImage image, long physicalBytes) {
        return find(image, image.confidential(), "memory", physicalBytes);
    }

    /** Confidential nodes keep as much of the disk as others. */
    static OptionalLong disk(NodeImage image, long diskBytes) {
        return find(image, false, "ephemeral", diskBytes);
    }

    private static OptionalLong find(NodeImage image, boolean confidential, String resource, long size) {
        var name = image.os() + "-" + image.architecture() + (confidential ? "-confidential" : "");
        var version = ClusterVersion.ofNode(image.version());
        if (version.isEmpty() || !FILES.contains(name)) {
            return OptionalLong.empty();
        }
        var versions =
                READ.computeIfAbsent(name, MeasuredReserved::read).byResource.get(resource);
        if (versions == null) {
            return OptionalLong.empty();
        }
        return versions.curveOf(version.get()).at(size);
    }

    private static MeasuredReserved read(String name) {
        var curves = new ArrayList<Curve>();
        var byResource = new HashMap<String, Versions>();
        var versions = new Versions();
        for (var row : Table.read(MeasuredReserved.class, "os-reserved-" + name + ".tsv.gz")) {
            switch (row.text(0)) {
                case "curve" -> curves.add(new Curve(row.text(1)));
                case "@" -> versions = byResource.computeIfAbsent(row.text(1), ignored -> new Versions());
                default -> versions.add(row.text(0), curves.get((int) row.number(1)));
            }
        }
        return new MeasuredReserved(byResource);
    }

    /** Curves by node version, older ones first, as in the file; only the versions that a search meets are parsed. */
    private static final class Versions {
        private final List<String> texts = new ArrayList<>();
        private final List<Curve> curves = new ArrayList<>();

        void add(String version, Curve curve) {
            texts.add(version);
            curves.add(curve);
        }

        /** Of the newest version that is not above; of the oldest where all are. */
        Curve curveOf(ClusterVersion version) {
            int low = 0;
            int high = texts.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (ClusterVersion.ofNode(texts.get(middle)).orElseThrow().compareTo(version) <= 0) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return curves.get(low);
        }
    }

    /** Shares by size; its text is only taken apart when it is asked. */
    private static final class Curve {
        private final String text;
        private volatile List<Point> points = List.of();

        Curve(String text) {
            this.text = text;
        }

        /** @param size of the memory or the disk, in bytes */
        private record Point(long size, long reserved) {}

        /** On the line between the two neighbours, or through the last two; from 0 on. Empty below that. */
        OptionalLong at(long size) {
            var known = points();
            int next = 0;
            while (next < known.size() && known.get(next).size < size) {
                next++;
            }
            if (next < known.size() && known.get(next).size == size && next > 0) {
                return OptionalLong.of(known.get(next).reserved);
            }
            if (next == 0) {
                return OptionalLong.empty();
            }
            next = Math.min(next, known.size() - 1);
            return OptionalLong.of(between(known.get(next - 1), known.get(next), size));
        }

        private static long between(Point low, Point high, long size) {
            double part = (double) (size - low.size) / (double) (high.size - low.size);
            return low.reserved + (long) (part * (high.reserved - low.reserved));
        }

        private List<Point> points() {
            if (points.isEmpty()) {
                var read = new ArrayList<Point>();
                read.add(new Point(0, 0));
                for (var point : text.split(",", -1)) {
                    int colon = point.indexOf(':');
                    read.add(new Point(
                            Long.parseLong(point.substring(0, colon)), Long.parseLong(point.substring(colon + 1))));
                }
                points = List.copyOf(read);
            }
            return points;
        }
    }
}

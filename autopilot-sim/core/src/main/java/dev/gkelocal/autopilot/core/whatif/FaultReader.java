package dev.gkelocal.autopilot.core.whatif;

import dev.gkelocal.autopilot.core.cluster.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads entries of {@code faults}: a time and exactly one kind. */
final class FaultReader {
    private static final List<String> KINDS =
            List.of("zoneOutage", "stockOut", "spotWave", "nodeCrash", "upgrade", "quota");
    private static final Duration USUAL = Duration.ofMinutes(30);

    private FaultReader() {}

    static Optional<Scenario.Incident> read(Fields fields) {
        fields.only("at", "zoneOutage", "stockOut", "spotWave", "nodeCrash", "upgrade", "quota");
        var kinds = KINDS.stream()
                .filter(it -> fields.self().entries().containsKey(it))
                .toList();
        if (kinds.size() != 1) {
            fields.problem("a fault is exactly one of " + String.join(", ", KINDS));
            return Optional.empty();
        }
        var kind = kinds.getFirst();
        return Optional.of(
                new Scenario.Incident(fields.duration("at", Duration.ZERO), fault(kind, fields.mapping(kind))));
    }

    private static Fault fault(String kind, Fields fields) {
        var lasting = fields.duration("lasting", USUAL);
        return switch (kind) {
            case "zoneOutage" -> {
                fields.only("zone", "lasting");
                yield new Fault.ZoneOutage(fields.required("zone"), lasting);
            }
            case "stockOut" -> {
                fields.only("family", "zone", "lasting");
                yield new Fault.StockOut(fields.text("family", ""), fields.text("zone", ""), lasting);
            }
            case "spotWave" -> {
                fields.only("percent", "machines", "zone", "lasting");
                yield new Fault.SpotWave(
                        (int) fields.number("percent", 100, 1, 100),
                        fields.text("machines", ""),
                        fields.text("zone", ""),
                        lasting);
            }
            case "nodeCrash" -> {
                fields.only("count");
                yield new Fault.NodeCrash((int) fields.number("count", 1, 1, 100_000), Duration.ZERO);
            }
            case "quota" -> {
                fields.only("vcpus", "lasting");
                yield new Fault.Quota(fields.number("vcpus", 0, 0, 1_000_000_000), lasting);
            }
            default -> {
                fields.only("lasting");
                yield new Fault.Upgrade(fields.duration("lasting", Duration.ZERO));
            }
        };
    }
}

package dev.gkelocal.cloudrun.core.validation;

import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.Resources;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which CPU goes with which memory, in the API's words (cloudrun sheet 2.3, 3.5). */
final class ResourceRules {
    private static final int LEAST_MILLI_CPU = 80;

    /**
     * Memory range of a whole number of vCPUs.
     *
     * @param from least mebibytes
     * @param fromGen2 the same in the second generation environment
     * @param to most mebibytes
     */
    private record Range(int milliCpu, long from, long fromGen2, long to) {}

    private static final List<Range> RANGES = List.of(
            new Range(1000, 128, 512, 4096),
            new Range(2000, 128, 512, 8192),
            new Range(4000, 2048, 2048, 16_384),
            new Range(6000, 4096, 4096, 24_576),
            new Range(8000, 4096, 4096, 32_768));

    private ResourceRules() {}

    /**
     * @param path of the resource limits
     * @param total of all containers
     */
    static List<Violation> check(String path, Resources total, int concurrency, ExecutionEnvironment environment) {
        var violations = new ArrayList<Violation>();
        boolean gen2 = environment == ExecutionEnvironment.GEN2;
        if (total.milliCpu() < 1000) {
            fractional(path, total, concurrency, gen2, violations);
        }
        var range = range(total.milliCpu());
        if (range == null) {
            violations.add(cpu(path, "Must be equal to one of [.08-1], 1.0, 2.0, 4.0, 6.0, 8.0"));
            return violations;
        }
        long from = gen2 ? range.fromGen2 : range.from;
        if (total.memoryMebibytes() < from || total.memoryMebibytes() > range.to) {
            violations.add(new Violation(
                    path + ".memory",
                    "Invalid value specified for container memory" + (gen2 ? " with gen2 execution environment" : "")
                            + ". For " + decimal(total.milliCpu()) + " CPU, memory must be between "
                            + Quantities.formatMemory(from) + " and " + Quantities.formatMemory(range.to)
                            + " inclusive."));
        } else if (gen2 && !total.cpuIdle() && total.memoryMebibytes() < 512) {
            violations.add(new Violation(
                    path + ".memory",
                    "Total memory < 512 Mi is not supported with gen2 execution environment with cpu always allocated"
                            + " (unthrottled)."));
        }
        return violations;
    }

    private static void fractional(
            String path, Resources total, int concurrency, boolean gen2, List<Violation> violations) {
        if (concurrency > 1) {
            violations.add(cpu(path, "Total cpu < 1 is not supported with concurrency > 1."));
        }
        if (!total.cpuIdle()) {
            violations.add(cpu(path, "Total cpu < 1 is not supported with cpu always allocated (unthrottled)."));
        }
        if (gen2) {
            violations.add(cpu(path, "Total cpu < 1 is not supported with gen2 execution environment."));
        }
    }

    /** Below one vCPU, more than 512 MiB needs half of one and more than 1 GiB a whole one. */
    private static @Nullable Range range(int milliCpu) {
        if (milliCpu >= LEAST_MILLI_CPU && milliCpu < 1000) {
            return new Range(milliCpu, 128, 128, milliCpu < 500 ? 512 : 1024);
        }
        return RANGES.stream().filter(it -> it.milliCpu == milliCpu).findFirst().orElse(null);
    }

    private static Violation cpu(String path, String text) {
        return new Violation(path + ".cpu", "Invalid value specified for cpu. " + text);
    }

    /** 1.0, 0.5, 0.083. */
    private static String decimal(int milliCpu) {
        var plain = BigDecimal.valueOf(milliCpu, 3).stripTrailingZeros();
        return plain.scale() < 1 ? plain.setScale(1).toPlainString() : plain.toPlainString();
    }
}

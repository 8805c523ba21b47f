package dev.gkelocal.autopilot.core.admission;

import static dev.gkelocal.autopilot.core.admission.ContainerDraft.CPU;
import static dev.gkelocal.autopilot.core.admission.ContainerDraft.EPHEMERAL;
import static dev.gkelocal.autopilot.core.admission.ContainerDraft.MEMORY;

import dev.gkelocal.autopilot.core.admission.AdmissionSettings.OneMissing;
import dev.gkelocal.autopilot.core.admission.AdmissionSettings.Rounding;
import dev.gkelocal.autopilot.core.admission.ContainerDraft.Role;
import dev.gkelocal.autopilot.core.classes.ClassRules;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Fills in missing requests per container, then raises the Pod's sum to what its class needs; a correction goes to one container
 * as a whole. Requests are never lowered (autopilot sheet 1.1 and 1.3).
 */
final class RequestRules {
    /** Sums beyond these are far above every maximum: they are left for the refusal, whose arithmetic they would overflow. */
    private static final long ABSURD_MILLI_CPU = 1L << 40;

    private static final long ABSURD_BYTES = 1L << 52;
    private static final long MEBIBYTE = 1L << 20;

    private final PodDraft pod;
    private final ClassRules rules;
    private final AdmissionSettings settings;

    RequestRules(PodDraft pod, ClassRules rules, AdmissionSettings settings) {
        this.pod = pod;
        this.rules = rules;
        this.settings = settings;
    }

    void apply() {
        pod.running().forEach(this::fill);
        raise();
        pod.init().stream().filter(it -> it.role() == Role.INIT).forEach(this::fillInit);
    }

    private void fill(ContainerDraft container) {
        if (rules.enforcesRequests()) {
            if (container.lacks(CPU) && container.lacks(MEMORY)) {
                fillCpu(container);
                fillMemory(container);
            } else if (container.lacks(CPU)) {
                deriveCpu(container, bytes(container, MEMORY));
            } else if (container.lacks(MEMORY)) {
                deriveMemory(container, container.request(CPU));
            }
        }
        if (container.lacks(EPHEMERAL) && rules.defaults().ephemeralBytes() > 0) {
            container.fill(
                    EPHEMERAL,
                    Quantity.bytes(rules.defaults().ephemeralBytes()),
                    Rule.EPHEMERAL_STORAGE,
                    "no ephemeral storage requested: the default of each container");
        }
    }

    private void fillCpu(ContainerDraft container) {
        container.fill(
                CPU,
                Quantity.milli(rules.defaults().milliCpu()),
                Rule.CLASS_DEFAULT,
                "default of class " + rules.name());
    }

    private void fillMemory(ContainerDraft container) {
        container.fill(
                MEMORY,
                Quantity.bytes(rules.defaults().memoryBytes()),
                Rule.CLASS_DEFAULT,
                "default of class " + rules.name());
    }

    private void deriveCpu(ContainerDraft container, long memory) {
        var derived = !derives() || memory > ABSURD_BYTES ? 0 : milliFor(memory);
        if (derived == 0 || derived < settings.smallestDerivedMilliCpu()) {
            fillCpu(container);
            return;
        }
        container.fill(
                CPU,
                Quantity.milli(derived),
                Rule.DERIVED_BY_RATIO,
                "from memory " + Quantity.bytes(memory) + " at " + gib(rules.maxMibPerVcpu()) + " GiB per vCPU");
    }

    private void deriveMemory(ContainerDraft container, @Nullable Quantity cpu) {
        var milli = cpu == null ? 0 : cpu.milli();
        if (!derives() || milli <= 0 || milli > ABSURD_MILLI_CPU) {
            fillMemory(container);
            return;
        }
        container.fill(
                MEMORY,
                Quantity.bytes(bytesFor(milli)),
                Rule.DERIVED_BY_RATIO,
                "from cpu " + Quantity.milli(milli) + " at " + gib(rules.minMibPerVcpu()) + " GiB per vCPU");
    }

    private boolean derives() {
        return settings.oneMissing() == OneMissing.DERIVED && rules.enforcesRatio();
    }

    private void raise() {
        var total = pod.total();
        var primary = pod.primary();
        if (primary.isEmpty() || total.milliCpu() > ABSURD_MILLI_CPU || total.memoryBytes() > ABSURD_BYTES) {
            return;
        }
        var container = primary.get();
        var sums = new Sums(total.milliCpu(), total.memoryBytes());
        raiseSmall(sums);
        if (rules.enforcesRatio()) {
            raiseByRatio(sums);
        }
        if (sums.cpu > total.milliCpu()) {
            var missing = Quantity.milli(sums.cpu - total.milliCpu());
            container.raise(CPU, plus(container.request(CPU), missing), sums.cpuRule, sums.reason(CPU));
        }
        if (sums.memory > total.memoryBytes()) {
            var missing = Quantity.bytes(sums.memory - total.memoryBytes());
            container.raise(MEMORY, plus(container.request(MEMORY), missing), sums.memoryRule, sums.reason(MEMORY));
        }
        var lacking = rules.minimum().ephemeralBytes() - total.ephemeralBytes();
        if (lacking > 0 && rules.enforcesRequests()) {
            container.raise(
                    EPHEMERAL,
                    plus(container.request(EPHEMERAL), Quantity.bytes(lacking)),
                    Rule.MINIMUM,
                    "the Pod's ephemeral storage is below the minimum of "
                            + Quantity.bytes(rules.minimum().ephemeralBytes()));
        }
    }

    private void raiseSmall(Sums sums) {
        var minimum = rules.minimum();
        if (sums.cpu < minimum.milliCpu()) {
            sums.cpu(minimum.milliCpu(), Rule.MINIMUM, "class " + rules.name() + " has a minimum of");
        }
        var stepped = stepped(sums.cpu);
        if (sums.cpu < stepped) {
            sums.cpu(stepped, Rule.STEP, "in steps of " + Quantity.milli(rules.stepMilliCpu()) + ":");
        }
        if (sums.memory < minimum.memoryBytes()) {
            sums.memory(minimum.memoryBytes(), Rule.MINIMUM, "class " + rules.name() + " has a minimum of");
        }
    }

    /**
     * First memory for the CPU, then CPU for the memory, then memory once more, because the CPU's step can outrun it. Memory that
     * is the least for its CPU, in whole MiB, is never too much for it: a class with one exact ratio would not come to rest.
     */
    private void raiseByRatio(Sums sums) {
        raiseMemoryByRatio(sums);
        if (sums.memory == bytesFor(sums.cpu)) {
            return;
        }
        var needed = stepped(milliFor(sums.memory));
        if (sums.cpu < needed) {
            sums.cpu(
                    needed,
                    Rule.CPU_BY_RATIO,
                    "memory " + Quantity.bytes(sums.memory) + " at " + gib(rules.maxMibPerVcpu())
                            + " GiB per vCPU needs");
            raiseMemoryByRatio(sums);
        }
    }

    private void raiseMemoryByRatio(Sums sums) {
        var needed = bytesFor(sums.cpu);
        if (sums.memory < needed) {
            sums.memory(
                    needed,
                    Rule.MEMORY_BY_RATIO,
                    "cpu " + Quantity.milli(sums.cpu) + " at " + gib(rules.minMibPerVcpu()) + " GiB per vCPU needs");
        }
    }

    private long stepped(long milli) {
        return rules.stepMilliCpu() == 0 ? milli : Math.ceilDiv(milli, rules.stepMilliCpu()) * rules.stepMilliCpu();
    }

    /** The least CPU that so much memory may have. */
    private long milliFor(long memory) {
        return Math.ceilDiv(memory * 1000, rules.maxMibPerVcpu() * MEBIBYTE);
    }

    /** The least memory that so much CPU may have, in whole MiB. */
    private long bytesFor(long milliCpu) {
        var thousandths = milliCpu * rules.minMibPerVcpu();
        var mebibytes = settings.memoryFloor() == Rounding.UP
                ? Math.ceilDiv(thousandths, 1000)
                : Math.floorDiv(thousandths + 500, 1000);
        return mebibytes * MEBIBYTE;
    }

    private void fillInit(ContainerDraft container) {
        var total = pod.total();
        if (rules.enforcesRequests()) {
            if (container.lacks(CPU)) {
                fillInit(container, CPU, Quantity.milli(total.milliCpu()));
            }
            if (container.lacks(MEMORY)) {
                fillInit(container, MEMORY, Quantity.bytes(total.memoryBytes()));
            }
        }
        if (container.lacks(EPHEMERAL) && total.ephemeralBytes() > 0) {
            fillInit(container, EPHEMERAL, Quantity.bytes(total.ephemeralBytes()));
        }
    }

    private static void fillInit(ContainerDraft container, String resource, Quantity total) {
        container.fill(
                resource,
                total,
                Rule.INIT_FROM_POD_TOTAL,
                "an init container without a request gets the total of the app containers");
    }

    private static long bytes(ContainerDraft container, String resource) {
        var amount = container.request(resource);
        return amount == null ? 0 : Math.max(0, amount.units());
    }

    private static Quantity plus(@Nullable Quantity amount, Quantity more) {
        return amount == null ? more : amount.plus(more);
    }

    private static String gib(long mebibytes) {
        return mebibytes % 1024 == 0 ? Long.toString(mebibytes / 1024) : Double.toString(mebibytes / 1024.0);
    }

    /** The sums that the Pod must have, with the rule that raised each last and all reasons. */
    private static final class Sums {
        private long cpu;
        private long memory;
        private Rule cpuRule = Rule.MINIMUM;
        private Rule memoryRule = Rule.MINIMUM;
        private final ArrayList<String> cpuReasons = new ArrayList<>(2);
        private final ArrayList<String> memoryReasons = new ArrayList<>(2);

        Sums(long cpu, long memory) {
            this.cpu = cpu;
            this.memory = memory;
            cpuReasons.add("the Pod's sum is " + Quantity.milli(cpu));
            memoryReasons.add("the Pod's sum is " + Quantity.bytes(memory));
        }

        void cpu(long needed, Rule rule, String why) {
            cpu = needed;
            cpuRule = rule;
            cpuReasons.add(why + " " + Quantity.milli(needed));
        }

        void memory(long needed, Rule rule, String why) {
            memory = needed;
            memoryRule = rule;
            memoryReasons.add(why + " " + Quantity.bytes(needed));
        }

        String reason(String resource) {
            return String.join("; ", resource.equals(CPU) ? cpuReasons : memoryReasons);
        }
    }
}

package dev.gkelocal.autopilot.core.provisioning.resize;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.provisioning.capacity.KubeReserved;
import dev.gkelocal.autopilot.core.provisioning.capacity.NodeImage;
import dev.gkelocal.autopilot.core.provisioning.capacity.OsReserved;
import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.function.LongPredicate;

/**
 * Size arithmetic of one resizable node (autopilot sheet 3.2). The kernel's share is always that of the full machine; the
 * maximum is not applied by rounding, ask {@link #fits} first.
 */
public final class Resizer {
    private static final long KIB = 1024;
    private static final long MIB_IN_KIB = 1024;
    private static final long EVICTION_BYTES = 100 * KIB * KIB;
    private static final long BALLOON_MIN_BYTES = 50 * KIB * KIB;
    private static final long MILLI = 1000;

    private final MachineType machine;
    private final ResizableFamily family;
    private final ResizeSettings settings;
    private final NodeFacts facts;
    private final Size full;
    private final long fixedBytes;

    /**
     * What matters besides the machine.
     *
     * @param kubeProxy runs on the node: only with Dataplane V1
     * @param hugePages bytes reserved as huge pages
     */
    public record NodeFacts(NodeImage image, int maxPods, boolean kubeProxy, long hugePages) {
        public static NodeFacts autopilot(String version) {
            return new NodeFacts(NodeImage.cos(NodeImage.AMD64, version), 110, false, 0);
        }
    }

    public Resizer(MachineType machine, ResizableFamily family, ResizeSettings settings, NodeFacts facts) {
        this.machine = machine;
        this.family = family;
        this.settings = settings;
        this.facts = facts;
        full = new Size(machine.vcpus() * MILLI, machine.memoryBytes() / KIB);
        fixedBytes = OsReserved.bundled().memoryBytes(facts.image, machine.memoryBytes())
                + EVICTION_BYTES
                + settings.buffer().memoryKib() * KIB
                + (facts.kubeProxy ? family.proxyBytesPerVcpu() * machine.vcpus() : 0)
                + facts.hugePages;
    }

    /** The VM at its largest. */
    public Size full() {
        return full;
    }

    /** The VM at its largest gives Pods at least so much. */
    public boolean fits(Size allocatable) {
        return toAllocatable(full).covers(allocatable);
    }

    /** The smallest VM that can be set and is at least as large: minima, steps, then the bounds of memory per vCPU. */
    public Size makeValid(Size vm) {
        long memory =
                Math.max(vm.memoryKib(), Math.max(settings.minVm().memoryKib(), family.leastMemoryKib(machine.name())));
        long cpu = Math.max(vm.milliCpu(), settings.minVm().milliCpu());
        memory = Size.roundUp(memory, settings.step().memoryKib());
        cpu = Size.roundUp(cpu, settings.step().milliCpu());
        memory = Math.max(memory, leastMemoryFor(cpu));
        cpu = Math.max(cpu, leastCpuFor(memory));
        return new Size(cpu, memory);
    }

    private long leastMemoryFor(long milliCpu) {
        return Size.roundUp(
                Math.ceilDiv(milliCpu * family.minKibPerVcpu(), MILLI),
                settings.step().memoryKib());
    }

    private long leastCpuFor(long memoryKib) {
        return Size.roundUp(
                Math.ceilDiv(memoryKib * MILLI, family.maxKibPerVcpu()),
                settings.step().milliCpu());
    }

    /** What Pods can have of a VM of this size; never negative. */
    public Size toAllocatable(Size vm) {
        return new Size(allocatableCpu(vm.milliCpu()), allocatableMemory(vm.memoryKib()));
    }

    private long allocatableCpu(long milliCpu) {
        long reserved = KubeReserved.AUTOPILOT.milliCpu(milliCpu, machine.name(), facts.maxPods, facts.image);
        return Math.max(0, milliCpu - reserved - settings.buffer().milliCpu());
    }

    private long allocatableMemory(long memoryKib) {
        long reserved =
                KubeReserved.AUTOPILOT.memoryMib(memoryKib / MIB_IN_KIB, facts.maxPods, facts.image) * MIB_IN_KIB * KIB;
        return Math.max(0, memoryKib * KIB - reserved - fixedBytes) / KIB;
    }

    /**
     * The smallest valid VM that gives Pods at least so much, memory in whole MiB. A dimension that the full machine cannot give
     * comes out as its minimum, as in the original.
     */
    public Size toVmSize(Size allocatable) {
        long memory = firstWhere(
                        Math.ceilDiv(allocatable.memoryKib(), MIB_IN_KIB),
                        full.memoryKib() / MIB_IN_KIB,
                        it -> allocatableMemory(it * MIB_IN_KIB) >= allocatable.memoryKib())
                * MIB_IN_KIB;
        long cpu =
                firstWhere(allocatable.milliCpu(), full.milliCpu(), it -> allocatableCpu(it) >= allocatable.milliCpu());
        return makeValid(new Size(cpu, memory));
    }

    /** What Pods really get when they ask for so much. */
    public Size roundUp(Size allocatable) {
        return toAllocatable(toVmSize(allocatable));
    }

    /** What Pods can have of the smallest VM. */
    public Size minAllocatable() {
        return toAllocatable(makeValid(Size.ZERO));
    }

    /**
     * The request of the static Pod that covers the part of the node that is not powered: the Node object always advertises the
     * full machine.
     *
     * @param advertised allocatable of the Node object
     * @param current what Pods can have now
     */
    public static Resources balloon(Resources advertised, Size current) {
        return Resources.of(
                Math.max(0, advertised.milliCpu() - current.milliCpu()),
                Math.max(BALLOON_MIN_BYTES, advertised.memoryBytes() - current.memoryKib() * KIB));
    }

    /** The first number that satisfies a condition which larger ones satisfy too; 0 where none does. */
    private static long firstWhere(long low, long high, LongPredicate condition) {
        long found = 0;
        while (low <= high) {
            long middle = low + (high - low) / 2;
            if (condition.test(middle)) {
                found = middle;
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return found;
    }
}

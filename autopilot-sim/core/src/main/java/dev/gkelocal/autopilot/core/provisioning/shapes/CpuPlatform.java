package dev.gkelocal.autopilot.core.provisioning.shapes;

/**
 * A generation of processors.
 *
 * @param vendor platforms of different vendors cannot be compared
 * @param order within the vendor, older ones first
 */
public record CpuPlatform(String name, String vendor, int order) {
    /** No demand: fits every machine. */
    public static final CpuPlatform ANY = new CpuPlatform("__ANY_PLATFORM", "", 0);

    public boolean isAny() {
        return equals(ANY);
    }

    public boolean isAtLeast(CpuPlatform other) {
        return !vendor.isEmpty() && vendor.equals(other.vendor) && order >= other.order;
    }

    /** The platforms that may be asked for as a minimum, both ends included. */
    public record Range(CpuPlatform lowest, CpuPlatform highest) {
        /** Machines whose platform cannot be chosen: only no demand fits. */
        public static final Range NONE = new Range(ANY, ANY);

        public boolean allows(CpuPlatform asked) {
            return asked.isAny() || (asked.isAtLeast(lowest) && highest.isAtLeast(asked));
        }
    }
}

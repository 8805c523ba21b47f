package dev.gkelocal.autopilot.core.provisioning.nodes;

import dev.gkelocal.autopilot.core.provisioning.shapes.MachineType;
import java.util.Set;

/** E2 machines with shared cores: guests see two vCPUs, the catalogue compares them as one. */
final class SharedCores {
    private static final Set<String> WITH_TWO_VCPUS = Set.of("e2-micro", "e2-small", "e2-medium");
    private static final int GUEST_VCPUS = 2;

    private SharedCores() {}

    static int vcpus(MachineType type) {
        return WITH_TWO_VCPUS.contains(type.name()) ? GUEST_VCPUS : type.vcpus();
    }
}

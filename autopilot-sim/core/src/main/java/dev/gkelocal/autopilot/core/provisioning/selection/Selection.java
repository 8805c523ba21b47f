package dev.gkelocal.autopilot.core.provisioning.selection;

import java.util.List;

/** Machines for a Pod, or why there are none. */
public sealed interface Selection {
    /** Where the families come from. */
    enum How {
        /** The Pod or its class names them. */
        SPECIFIED,
        /** An accelerator, an architecture or a reservation implies them. */
        IMPLIED,
        /** The cluster's default. */
        DEFAULT
    }

    /** @param lost why other families of the same class were dropped */
    record Chosen(MachineSpec spec, How how, List<Refusal> lost) implements Selection {
        public Chosen {
            lost = List.copyOf(lost);
        }
    }

    record None(Refusal why) implements Selection {}
}

package dev.gkelocal.platform.simulators;

/** Asks whether the service behind a simulator is ready. */
public interface SimulatorHealth {

    /** May wait for the network, a second at most. */
    boolean isReady(String service);
}

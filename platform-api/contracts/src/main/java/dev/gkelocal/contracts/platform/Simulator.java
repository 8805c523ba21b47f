package dev.gkelocal.contracts.platform;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A simulator that can be switched on and off. */
public enum Simulator {
    CLOUD_RUN("cloud_run"),
    AUTOPILOT("autopilot");

    private final String id;

    Simulator(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }

    /** @throws IllegalArgumentException when there is no such simulator */
    @JsonCreator
    public static Simulator of(String id) {
        for (var simulator : values()) {
            if (simulator.id.equals(id)) {
                return simulator;
            }
        }
        throw new IllegalArgumentException("no simulator is called '" + id + "'");
    }
}

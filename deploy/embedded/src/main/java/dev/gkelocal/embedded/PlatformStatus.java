package dev.gkelocal.embedded;

import dev.gkelocal.embedded.state.Endpoints;
import dev.gkelocal.embedded.state.SupervisorState;
import java.util.List;

/** What the state folder and the process table say, without asking any service. */
public sealed interface PlatformStatus {
    record Up(SupervisorState state, Endpoints endpoints) implements PlatformStatus {}

    /** Not processes of this machine but Pods of a cluster, of which nothing is asked here. */
    record InCluster(Endpoints endpoints, Endpoints.Kubernetes kubernetes) implements PlatformStatus {}

    /** On its way up, without addresses yet, or on its way down. */
    record Changing(SupervisorState state) implements PlatformStatus {}

    /** @param lastFailure why the last start failed, or empty */
    record Down(String lastFailure) implements PlatformStatus {}

    /** The supervisor died without stopping anything. @param running what it left behind, by name and pid */
    record LeftBehind(List<String> running) implements PlatformStatus {
        public LeftBehind {
            running = List.copyOf(running);
        }
    }
}

package dev.gkelocal.platform.stream;

/** Why a stream ended. */
enum CloseReason {
    LEFT("left", "The client went away."),
    SLOW("slow", "The client reads too slowly: too many events wait for it. Reconnect with Last-Event-ID."),
    STOPPING("stopping", "The gateway stops. Reconnect with Last-Event-ID.");

    private final String id;
    private final String words;

    CloseReason(String id, String words) {
        this.id = id;
        this.words = words;
    }

    String id() {
        return id;
    }

    String words() {
        return words;
    }
}

package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.net.NetSocket;

/** Two sockets joined after an upgrade: what one says, the other hears, until either closes. */
final class Tunnel {
    private final NetSocket client;
    private final NetSocket instance;
    private final Runnable done;
    private long fromClient;
    private long fromInstance;
    private boolean closed;

    Tunnel(NetSocket client, NetSocket instance, Runnable done) {
        this.client = client;
        this.instance = instance;
        this.done = done;
    }

    void open() {
        client.handler(data -> {
            fromClient += data.length();
            instance.write(data, null);
            holdWhileFull(client, instance);
        });
        instance.handler(data -> {
            fromInstance += data.length();
            client.write(data, null);
            holdWhileFull(instance, client);
        });
        for (var socket : new NetSocket[] {client, instance}) {
            socket.exceptionHandler(e -> close());
            socket.closeHandler(v -> close());
        }
    }

    private static void holdWhileFull(NetSocket from, NetSocket to) {
        if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(v -> from.resume());
        }
    }

    void close() {
        if (!closed) {
            closed = true;
            client.close();
            instance.close();
            done.run();
        }
    }

    long fromClient() {
        return fromClient;
    }

    long fromInstance() {
        return fromInstance;
    }
}

package dev.gkelocal.e2e.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections that send what they like and wait for nothing. */
public final class RawClients implements AutoCloseable {
    private final List<SocketChannel> channels = new ArrayList<>();
    private int refused;

    private RawClients() {}

    public static RawClients open(URI address, int count) {
        var clients = new RawClients();
        try {
            for (int client = 0; client < count; client++) {
                var channel = SocketChannel.open(new InetSocketAddress(address.getHost(), address.getPort()));
                channel.configureBlocking(false);
                clients.channels.add(channel);
            }
        } catch (IOException failure) {
            clients.close();
            throw new UncheckedIOException(failure);
        }
        return clients;
    }

    /** As much as the other side takes at once. */
    public void send(byte[] bytes) {
        for (var channel : channels) {
            try {
                channel.write(ByteBuffer.wrap(bytes));
            } catch (IOException cut) {
                refused++;
            }
        }
    }

    /** Those that the other side has answered or cut off by now. */
    public long refused() {
        return refused + channels.stream().filter(RawClients::hasHeard).count();
    }

    private static boolean hasHeard(SocketChannel channel) {
        try {
            return channel.read(ByteBuffer.allocate(1)) != 0;
        } catch (IOException cut) {
            return true;
        }
    }

    @Override
    public void close() {
        for (var channel : channels) {
            try {
                channel.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}

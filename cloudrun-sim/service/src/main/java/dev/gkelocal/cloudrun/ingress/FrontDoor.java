package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.cloudrun.ingress.IngressSettings.Limits;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.transport.Transport;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Watches connections from the moment they are accepted. Vert.x' servers tell of a connection only once its first request
 * head is whole; until then a client could hold it for ever, and listening could not end before the last request has.
 */
final class FrontDoor implements Transport {
    /** Vert.x' name for the handler that it adds when the first request head has come. */
    private static final String SPOKEN_TO = "handler";

    private final Transport to;
    private final int most;
    private final long patienceNanos;
    private final AtomicInteger open = new AtomicInteger();
    private final List<Channel> listening = new CopyOnWriteArrayList<>();

    FrontDoor(Limits limits) {
        to = fastest();
        most = limits.connections();
        patienceNanos = limits.idle().toNanos();
    }

    private static Transport fastest() {
        @Nullable Transport kernels = VertxBuilder.nativeTransport();
        return kernels != null && kernels.isAvailable() ? kernels : JDKTransport.INSTANCE;
    }

    /** An engine for the ingress alone: no other part of the service shares its event loops. */
    Vertx engine(int loops) {
        return new VertxBuilder(new VertxOptions().setEventLoopPoolSize(loops))
                .findTransport(this)
                .init()
                .vertx();
    }

    /** Ends listening and leaves open connections alone. */
    void shut() {
        listening.forEach(Channel::close);
    }

    private void admit(ChannelHandlerContext server, Channel client) {
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            client.unsafe().closeForcibly();
            return;
        }
        var watch = server.executor().schedule(() -> lose(client), patienceNanos, TimeUnit.NANOSECONDS);
        client.closeFuture().addListener(closed -> {
            open.decrementAndGet();
            watch.cancel(false);
        });
        server.fireChannelRead(client);
    }

    private static void lose(Channel client) {
        if (client.pipeline().get(SPOKEN_TO) == null) {
            client.close();
        }
    }

    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        to.configure(options, domainSocket, bootstrap);
        bootstrap.handler(new Doorkeeper());
    }

    @Sharable
    private final class Doorkeeper extends ChannelInboundHandlerAdapter {
        @Override
        public void channelActive(ChannelHandlerContext server) {
            listening.add(server.channel());
            server.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext server, Object client) {
            admit(server, (Channel) client);
        }
    }

    @Override
    public boolean supportsDomainSockets() {
        return to.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return to.supportFileRegion();
    }

    @Override
    public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
        return to.convert(address);
    }

    @Override
    public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
        return to.convert(address);
    }

    @Override
    public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
        return to.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    public DatagramChannel datagramChannel() {
        return to.datagramChannel();
    }

    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return to.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return to.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return to.serverChannelFactory(domainSocket);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        to.configure(channel, options);
    }

    @Override
    public void configure(ClientOptionsBase options, boolean domainSocket, Bootstrap bootstrap) {
        to.configure(options, domainSocket, bootstrap);
    }
}

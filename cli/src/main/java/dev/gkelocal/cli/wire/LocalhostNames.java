package dev.gkelocal.cli.wire;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/** Resolves every name below {@code localhost} to loopback (RFC 6761), which most machines leave to browsers and curl. */
public final class LocalhostNames extends InetAddressResolverProvider {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    @Override
    public InetAddressResolver get(Configuration configuration) {
        var usual = configuration.builtinResolver();
        return new InetAddressResolver() {
            @Override
            public Stream<InetAddress> lookupByName(String host, LookupPolicy policy) throws UnknownHostException {
                return isLocal(host)
                        ? Stream.of(InetAddress.getByAddress(host, LOOPBACK))
                        : usual.lookupByName(host, policy);
            }

            @Override
            public String lookupByAddress(byte[] address) throws UnknownHostException {
                return usual.lookupByAddress(address);
            }
        };
    }

    /** Not localhost itself, which may also be ::1. */
    static boolean isLocal(String host) {
        return host.endsWith(".localhost") || host.endsWith(".localhost.");
    }

    @Override
    public String name() {
        return "names below localhost";
    }
}

package dev.gkelocal.cloudrun.ingress;

import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies a client's headers for the instance: without those of the hop, with those of the front end (cloudrun sheet 1.5).
 * Used once.
 */
final class ForwardedRequest implements BiConsumer<String, String> {
    private static final String GOOGLE = "x-google-";

    private final MultiMap to;
    private final boolean h2c;
    /** Whether the receiver is an ingress, which finds the way by the header for it. */
    private final boolean relayed;
    /** What {@code Connection} names beside the usual ones; those belong to the hop too. */
    private final @Nullable String named;

    private @Nullable String forwardedFor;
    private @Nullable String forwarded;
    private @Nullable String cookies;
    private boolean cloudTrace;

    private ForwardedRequest(MultiMap to, boolean h2c, boolean relayed, @Nullable String named) {
        this.to = to;
        this.h2c = h2c;
        this.relayed = relayed;
        this.named = named;
    }

    /**
     * @param authority the host that the client asked for
     * @param client absent when the receiver is another ingress: it names its own
     */
    static void copy(
            MultiMap from,
            MultiMap to,
            Protocol protocol,
            String authority,
            @Nullable ClientConnection client,
            TraceContext trace) {
        var h2c = protocol == Protocol.H2C;
        if (!h2c) {
            to.add("host", authority);
        }
        var copy = new ForwardedRequest(to, h2c, client == null, HopHeaders.named(from));
        from.forEach(copy);
        copy.finish(client, trace);
    }

    @Override
    public void accept(String name, String value) {
        if (HopHeaders.isHop(name, named)) {
            if (h2c && name.equalsIgnoreCase("te") && value.equalsIgnoreCase("trailers")) {
                to.add(name, value);
            }
            return;
        }
        switch (name.length()) {
            case 4 -> keepUnless(name.equalsIgnoreCase("host"), name, value);
            case 6 -> cookieOrExpect(name, value);
            case 9 -> {
                if (name.equalsIgnoreCase("forwarded")) {
                    forwarded = join(forwarded, ", ", value);
                } else {
                    keep(name, value);
                }
            }
            case 11 -> keepUnless(name.equalsIgnoreCase(TraceContext.W3C), name, value);
            case 14 -> keepUnless(!relayed && name.equalsIgnoreCase("x-service-name"), name, value);
            case 15 -> {
                if (name.equalsIgnoreCase("x-forwarded-for")) {
                    forwardedFor = join(forwardedFor, ", ", value);
                } else {
                    keep(name, value);
                }
            }
            case 17 -> keepUnless(name.equalsIgnoreCase("x-forwarded-proto"), name, value);
            case 21 -> {
                cloudTrace |= name.equalsIgnoreCase(TraceContext.CLOUD);
                keep(name, value);
            }
            default -> keep(name, value);
        }
    }

    private void cookieOrExpect(String name, String value) {
        if (name.equalsIgnoreCase("cookie")) {
            cookies = join(cookies, "; ", value);
        } else {
            keepUnless(name.equalsIgnoreCase("expect"), name, value);
        }
    }

    private void keepUnless(boolean dropped, String name, String value) {
        if (!dropped) {
            keep(name, value);
        }
    }

    private void keep(String name, String value) {
        if (name.length() > GOOGLE.length() && name.regionMatches(true, 0, GOOGLE, 0, GOOGLE.length())) {
            return;
        }
        to.add(h2c ? name.toLowerCase(Locale.ROOT) : name, value);
    }

    private void add(String name, @Nullable String value) {
        if (value != null) {
            to.add(name, value);
        }
    }

    private static String join(@Nullable String before, String by, String value) {
        return before == null ? value : before + by + value;
    }

    private void finish(@Nullable ClientConnection client, TraceContext trace) {
        add("cookie", cookies);
        add("x-forwarded-for", client == null ? forwardedFor : join(forwardedFor, ", ", client.remoteIp));
        add("forwarded", client == null ? forwarded : join(forwarded, ", ", client.forwarded));
        to.add("x-forwarded-proto", "http");
        to.add(TraceContext.W3C, trace.w3c());
        if (!cloudTrace) {
            to.add(TraceContext.CLOUD, trace.cloud());
        }
    }
}

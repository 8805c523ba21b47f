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

    /** @param relayed whether the receiver is another ingress: it adds what belongs to this hop */
    static void copy(RequestHead head, MultiMap to, Protocol protocol, boolean relayed, TraceContext trace) {
        var h2c = protocol == Protocol.H2C;
        if (!h2c) {
            to.add("host", head.authority());
        }
        var from = head.request().headers();
        var copy = new ForwardedRequest(to, h2c, relayed, HopHeaders.named(from));
        from.forEach(copy);
        if (!relayed) {
            copy.addHop(head);
        }
        copy.finish(trace);
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

    /** A proxy in front has named the client already: production's container sees nobody between. */
    private void addHop(RequestHead head) {
        var told = head.proxiedFor();
        var client = head.client();
        if (told == null) {
            forwardedFor = join(forwardedFor, ", ", client.remoteIp);
        }
        forwarded = join(forwarded, ", ", told == null ? client.forwarded : ClientConnection.forwarded(told));
    }

    private void finish(TraceContext trace) {
        add("cookie", cookies);
        add("x-forwarded-for", forwardedFor);
        add("forwarded", forwarded);
        to.add("x-forwarded-proto", "http");
        to.add(TraceContext.W3C, trace.w3c());
        if (!cloudTrace) {
            to.add(TraceContext.CLOUD, trace.cloud());
        }
    }
}

package dev.gkelocal.cloudrun.ingress;

import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Copies an instance's headers for the client: without those of the hop. Used once. */
final class ForwardedAnswer implements BiConsumer<String, String> {
    private final MultiMap to;
    private final @Nullable String named;
    private boolean cookie;

    private ForwardedAnswer(MultiMap to, @Nullable String named) {
        this.to = to;
        this.named = named;
    }

    static void copy(MultiMap from, MultiMap to) {
        var copy = new ForwardedAnswer(to, HopHeaders.named(from));
        from.forEach(copy);
        if (copy.cookie) {
            to.set("cache-control", "private"); // cloudrun sheet 1.5
        }
    }

    @Override
    public void accept(String name, String value) {
        if (!HopHeaders.isHop(name, named)) {
            cookie |= name.length() == 10 && name.equalsIgnoreCase("set-cookie");
            to.add(name, value);
        }
    }
}

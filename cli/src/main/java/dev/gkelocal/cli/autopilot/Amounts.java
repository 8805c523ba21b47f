package dev.gkelocal.cli.autopilot;

import dev.gkelocal.autopilot.core.check.Copies;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.objects.Resources;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;

/** Amounts in words. */
final class Amounts {
    private static final int HOURLY_DECIMALS = 5;

    private Amounts() {}

    static String of(Resources requests) {
        var words = new ArrayList<String>();
        words.add(Quantity.milli(requests.milliCpu()) + " CPU");
        words.add(Quantity.bytes(requests.memoryBytes()) + " memory");
        if (requests.ephemeralBytes() > 0) {
            words.add(Quantity.bytes(requests.ephemeralBytes()) + " storage");
        }
        requests.extended().forEach((name, amount) -> words.add(amount + " " + name));
        return String.join(", ", words);
    }

    static String of(Copies copies) {
        return switch (copies) {
            case Copies.Fixed(var pods) -> pods == 1 ? "1 Pod" : pods + " Pods";
            case Copies.PerNode() -> "1 Pod on each node";
            case Copies.PerRun(var pods) -> (pods == 1 ? "1 Pod" : pods + " Pods") + " while it runs";
        };
    }

    static String usdPerHour(BigDecimal usd) {
        return "$" + usd.setScale(HOURLY_DECIMALS, RoundingMode.HALF_UP).toPlainString();
    }
}

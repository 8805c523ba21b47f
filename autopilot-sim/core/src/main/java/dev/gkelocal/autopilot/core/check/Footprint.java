package dev.gkelocal.autopilot.core.check;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.pricing.Price;
import dev.gkelocal.autopilot.core.pricing.Terms;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * What the Pods of an object take and cost.
 *
 * @param podClass whose rules hold, such as general-purpose
 * @param requests of one Pod, effective: app, init and sidecar containers together
 * @param terms how it is billed
 * @param landing empty for Pods that follow nodes instead of asking for them
 * @param pod price of one Pod per hour while it is scheduled; free where its node is paid
 */
public record Footprint(
        String podClass, Resources requests, Copies copies, Terms terms, Price pod, Optional<Landing> landing) {
    /** Of all Pods for a month of 730 hours; of one Pod where their number or time is not in the manifest. */
    public BigDecimal usdPerMonth() {
        if (terms instanceof Terms.PerNode) {
            return landing.map(Landing::usdPerMonth).orElse(BigDecimal.ZERO);
        }
        var pods = copies instanceof Copies.Fixed(var fixed) ? fixed : 1;
        return pod.usdPerHour()
                .multiply(Price.HOURS_PER_MONTH)
                .multiply(BigDecimal.valueOf(pods))
                .setScale(2, RoundingMode.HALF_UP);
    }
}

package dev.gkelocal.autopilot.core.pricing;

import dev.gkelocal.autopilot.core.pricing.BillingSettings.FreeTier;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The fee for a cluster and what the free tier gives back; unused credit of a month is lost (autopilot sheet 5.1). */
record ClusterFee(Pricer pricer, Instant from, Instant to) {
    /** Google's billing months begin at midnight there. */
    private static final ZoneId BILLING_ZONE = ZoneId.of("America/Los_Angeles");

    private static final BigDecimal MILLIS_PER_HOUR =
            BigDecimal.valueOf(Duration.ofHours(1).toMillis());
    private static final int DECIMALS = 12;

    BigDecimal usd() {
        return fee(from, to);
    }

    private BigDecimal fee(Instant begin, Instant end) {
        var millis = BigDecimal.valueOf(Duration.between(begin, end).toMillis());
        return pricer.cluster().usdPerHour().multiply(millis).divide(MILLIS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
    }

    BigDecimal credit() {
        var credit = BigDecimal.ZERO;
        if (pricer.settings().freeTier() == FreeTier.USED_ELSEWHERE) {
            return credit;
        }
        for (var begin = from; begin.isBefore(to); ) {
            var next = nextMonth(begin);
            var end = next.isBefore(to) ? next : to;
            credit = credit.add(fee(begin, end).min(pricer.monthlyCredit()));
            begin = end;
        }
        return credit;
    }

    private static Instant nextMonth(Instant at) {
        var day = at.atZone(BILLING_ZONE).toLocalDate();
        return day.withDayOfMonth(1).plusMonths(1).atStartOfDay(BILLING_ZONE).toInstant();
    }
}

package dev.gkelocal.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cloudrun.core.billing.Bill;
import dev.gkelocal.cloudrun.core.billing.Prices;
import dev.gkelocal.cloudrun.core.billing.Usage;
import java.time.Duration;

/**
 * What production would have charged for the demo, free amounts not taken off.
 *
 * @param usage instance time that request-based billing charges, and requests
 */
record Cost(Usage usage, Bill bill, String region) {

    static Cost between(Scene before, Scene after, String region) {
        var usage = new Usage(
                Duration.ofMillis(Math.round((after.billableSeconds() - before.billableSeconds()) * 1000)),
                Duration.ZERO,
                Duration.ZERO,
                after.requests() - before.requests());
        var prices = Prices.published();
        return new Cost(usage, Bill.of(usage, Script.RESOURCES, prices, region, Bill.FreeTier.USED_UP), region);
    }

    ObjectNode json() {
        var node = Json.object();
        node.put("billableSeconds", seconds());
        node.put("requests", usage.requests());
        node.put("totalUsd", bill.total());
        node.put("pricesDated", bill.pricesDated().toString());
        node.put("region", region);
        var lines = node.putArray("lines");
        bill.lines()
                .forEach(line -> lines.addObject()
                        .put("item", line.item())
                        .put("quantity", line.quantity())
                        .put("unit", line.unit())
                        .put("unitPriceUsd", line.unitPrice())
                        .put("amountUsd", line.amount()));
        return node;
    }

    String text() {
        return "In production (%s, prices of %s, free amounts used up): %.1f billed instance seconds and %d requests, $%.6f"
                .formatted(region, bill.pricesDated(), seconds(), usage.requests(), bill.total());
    }

    private double seconds() {
        return usage.active().toMillis() / 1000.0;
    }
}

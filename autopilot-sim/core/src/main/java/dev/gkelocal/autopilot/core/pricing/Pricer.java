package dev.gkelocal.autopilot.core.pricing;

import dev.gkelocal.autopilot.core.objects.Resources;
import dev.gkelocal.autopilot.core.pricing.BillingSettings.Commitment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Prices per hour of Pods, nodes and the cluster. */
public final class Pricer {
    private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);
    private static final int DECIMALS = 9;
    private static final String MACHINE_SOURCE = "Compute Engine, as in cluster-autoscaler's tables of 2026-08-21";

    private final PriceList list;
    private final MachineRates machines;
    private final BillingSettings settings;

    public Pricer(PriceList list, MachineRates machines, BillingSettings settings) {
        this.list = list;
        this.machines = machines;
        this.settings = settings;
    }

    public static Pricer in(BillingSettings settings) {
        return new Pricer(PriceList.bundled(), MachineRates.list(), settings);
    }

    public BillingSettings settings() {
        return settings;
    }

    PriceList list() {
        return list;
    }

    /** Of a Pod while it is scheduled; free where its node is paid. Requests are the effective ones, init containers included. */
    public Price pod(Resources requests, Terms terms) {
        return switch (terms) {
            case Terms.PerRequests(var rateClass, var spot) -> requests(requests, rateClass, spot);
            case Terms.PerNode ignored -> Price.FREE;
        };
    }

    private Price requests(Resources requests, String rateClass, boolean spot) {
        var parts = new ArrayList<Price.Part>();
        add(parts, BigDecimal.valueOf(requests.milliCpu(), 3), rate("vcpu", "mCPU", "vCPU", rateClass, spot));
        add(parts, gib(requests.memoryBytes()), rate("memory", "Memory", "GiB", rateClass, spot));
        var storage = settings.ephemeralOnSsd() ? "ephemeral-ssd" : "ephemeral";
        add(parts, gib(requests.ephemeralBytes()), rate(storage, "Ephemeral Storage", "GiB", rateClass, false));
        return new Price(parts);
    }

    private static void add(List<Price.Part> parts, BigDecimal quantity, Rate rate) {
        if (quantity.signum() > 0) {
            parts.add(new Price.Part(quantity, rate));
        }
    }

    private static BigDecimal gib(long bytes) {
        return BigDecimal.valueOf(bytes).divide(GIB).stripTrailingZeros();
    }

    private Rate rate(String what, String sku, String unit, String rateClass, boolean spot) {
        var option = spot ? PriceList.SPOT : PriceList.ON_DEMAND;
        var figure = list.figure(new PriceList.Key(what, rateClass, settings.region(), option));
        var item = "Autopilot " + skuClass(rateClass) + (spot ? "Spot " : "") + "Pod " + sku + " Requests ("
                + settings.region() + ")";
        return spot || settings.commitment() == Commitment.NONE
                ? new Rate(item, unit, figure.usd(), figure.certainty(), figure.source())
                : committed(item, unit, figure);
    }

    private Rate committed(String item, String unit, PriceList.Figure figure) {
        var option = settings.commitment() == Commitment.ONE_YEAR ? "commitment-1y" : "commitment-3y";
        var discount = list.global("discount", option);
        return new Rate(
                item + ", " + option,
                unit,
                figure.usd().multiply(BigDecimal.ONE.subtract(discount.usd())),
                figure.certainty().and(discount.certainty()),
                figure.source());
    }

    /** As the names of billing items have it. */
    private static String skuClass(String rateClass) {
        return switch (rateClass) {
            case "balanced" -> "Balanced ";
            case "scale-out-x86" -> "Scale-Out x86 ";
            case "scale-out-arm" -> "Scale-Out Arm ";
            case "general-purpose-arm" -> "Arm ";
            default -> "";
        };
    }

    /** Of a node with all that is in it, plus Autopilot's premium on machine and GPUs. */
    public Price node(BilledNode node) {
        var parts = new ArrayList<Price.Part>();
        addMachine(parts, node);
        if (node.gpus() > 0) {
            var usd = machines.gpu(node.gpuType(), node.spot());
            add(parts, BigDecimal.valueOf(node.gpus()), machineRate(node.gpuType(), "GPU", usd));
        }
        var premium = premium(node.computeClass(), new Price(parts).usdPerHour());
        add(
                parts,
                BigDecimal.valueOf(node.diskGib()),
                machineRate(node.diskType(), "GiB", machines.disk(node.diskType(), false)));
        add(
                parts,
                BigDecimal.valueOf(node.localSsdGib()),
                machineRate("local-ssd", "GiB", machines.disk("local-ssd", node.spot())));
        parts.add(premium);
        return new Price(
                parts.stream().filter(it -> it.rate().usdPerHour().signum() > 0).toList());
    }

    private void addMachine(List<Price.Part> parts, BilledNode node) {
        var whole = machines.machine(node.machineType(), node.spot());
        if (whole.isPresent()) {
            add(parts, BigDecimal.ONE, machineRate(node.machineType(), "machine", whole.getAsDouble()));
            return;
        }
        var family = machines.family(node.machineType(), node.family());
        var factor = node.spot() ? family.spotFactor() : 1;
        add(
                parts,
                BigDecimal.valueOf(node.vcpus()),
                machineRate(node.family() + " vCPU", "vCPU", family.vcpu() * factor));
        add(parts, gib(node.memoryBytes()), machineRate(node.family() + " memory", "GiB", family.gib() * factor));
    }

    private Rate machineRate(String item, String unit, double usd) {
        var exact =
                BigDecimal.valueOf(usd).setScale(DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
        var certainty = settings.region().equals("us-central1") ? Certainty.CODE : Certainty.ASSUMED;
        var source = certainty == Certainty.CODE ? MACHINE_SOURCE : MACHINE_SOURCE + ", us-central1's price";
        return new Rate(item, unit, exact, certainty, source);
    }

    private Price.Part premium(String computeClass, BigDecimal nodePrice) {
        var share = list.global("premium", PriceList.ON_DEMAND);
        var rate = new Rate(
                "Autopilot premium, " + computeClass, "of the machine", share.usd(), share.certainty(), share.source());
        return new Price.Part(nodePrice, rate);
    }

    /** The fee for the cluster itself, before the free tier. */
    public Price cluster() {
        var figure = list.global("cluster", PriceList.ON_DEMAND);
        var rate = new Rate("Autopilot cluster fee", "cluster", figure.usd(), figure.certainty(), figure.source());
        return new Price(List.of(new Price.Part(BigDecimal.ONE, rate)));
    }

    /** USD that the free tier gives back each month. */
    BigDecimal monthlyCredit() {
        return list.global("cluster-credit-month", PriceList.ON_DEMAND).usd();
    }
}

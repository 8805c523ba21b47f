package dev.gkelocal.observability.dashboards;

/** Grafana's name of a unit (its {@code categories.ts}). Values are in base units, Grafana scales them. */
public enum Unit {
    COUNT("short"),
    SECONDS("s"),
    BYTES("bytes"),
    RATIO("percentunit"),
    REQUESTS_PER_SECOND("reqps"),
    PER_SECOND("ops"),
    YES_NO("bool_yes_no");

    final String grafana;

    Unit(String grafana) {
        this.grafana = grafana;
    }
}

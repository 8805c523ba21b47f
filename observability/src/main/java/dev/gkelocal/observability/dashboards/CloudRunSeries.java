package dev.gkelocal.observability.dashboards;

import dev.gkelocal.observability.Metric;
import dev.gkelocal.observability.MetricCatalogue;
import dev.gkelocal.observability.promql.Expr;
import dev.gkelocal.observability.promql.Series;
import java.util.List;

/** The services and revisions that are chosen at the head of a Cloud Run dashboard. */
final class CloudRunSeries {
    static final String WINDOW = "$__rate_interval";

    private static final Variable REGION =
            new Variable("region", "location", Series.of(MetricCatalogue.CLOUD_RUN_INSTANCES));

    private static final Variable SERVICE = new Variable(
            "service",
            "service_name",
            Series.of(MetricCatalogue.CLOUD_RUN_INSTANCES).like("location", REGION.inQuery()));

    private static final Variable REVISION = new Variable(
            "revision",
            "revision_name",
            Series.of(MetricCatalogue.CLOUD_RUN_INSTANCES).like("service_name", SERVICE.inQuery()));

    static final List<Variable> VARIABLES = List.of(REGION, SERVICE, REVISION);

    private CloudRunSeries() {}

    static Series of(Metric metric) {
        return chosen(Series.of(metric));
    }

    /** Replicas that do not lead show no instances, so the largest value is the leader's. */
    static Expr gauge(Metric metric) {
        return of(metric).now().maxBy("service_name", "revision_name");
    }

    static Series count(Metric histogram) {
        return chosen(Series.count(histogram));
    }

    /** Rate of a histogram's buckets, over all that is chosen. */
    static Expr buckets(Metric histogram) {
        return chosen(Series.buckets(histogram)).rate(WINDOW).sumBy(Series.BOUND);
    }

    /** Growth of the buckets within each step, for a heatmap. */
    static Expr bucketGrowth(Metric histogram) {
        return chosen(Series.buckets(histogram)).increase(WINDOW).sumBy(Series.BOUND);
    }

    private static Series chosen(Series series) {
        return series.where("job", "cloudrun-sim")
                .like("location", REGION.inQuery())
                .like("service_name", SERVICE.inQuery())
                .like("revision_name", REVISION.inQuery());
    }
}

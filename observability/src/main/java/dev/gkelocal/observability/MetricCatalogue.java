package dev.gkelocal.observability;

import dev.gkelocal.observability.Metric.Type;
import dev.gkelocal.observability.Metric.Unit;
import java.util.List;
import java.util.stream.Stream;

/**
 * All series of the platform's own code. Those of the frameworks (HTTP server, JVM, Kafka clients) keep their names.
 *
 * <p>Cloud Run series carry Google's resource labels but {@code configuration_name}, which always equals
 * {@code service_name} and is added by the alias rules.
 */
public final class MetricCatalogue {
    private static final List<String> REVISION = List.of("project_id", "location", "service_name", "revision_name");

    public static final Metric CLOUD_RUN_REQUESTS = counter(
            "cloudrun_requests_total",
            Unit.REQUESTS,
            with(REVISION, "response_code", "response_code_class"),
            "Requests that reached an instance; refused ones are not counted.",
            "run.googleapis.com/request_count (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_REQUEST_DURATION = histogram(
            "cloudrun_request_duration_seconds",
            with(REVISION, "response_code", "response_code_class"),
            "Time from reaching a running instance to the end of the answer, without start-up.",
            "run.googleapis.com/request_latencies (observability sheet 9.1)",
            Buckets.REQUEST);

    public static final Metric CLOUD_RUN_INSTANCES = gauge(
            "cloudrun_instances",
            Unit.INSTANCES,
            with(REVISION, "state"),
            "Instances that are ready, by state: active with a request in flight, idle without.",
            "run.googleapis.com/container/instance_count (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_BILLABLE = counter(
            "cloudrun_billable_seconds_total",
            Unit.SECONDS,
            REVISION,
            "Instance time that production would bill: starting or serving, each stretch rounded up to 100 ms.",
            "run.googleapis.com/container/billable_instance_time (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_STARTUP = histogram(
            "cloudrun_instance_startup_seconds",
            REVISION,
            "Time from the start of an instance until it is ready.",
            "run.googleapis.com/container/startup_latencies (observability sheet 9.1)",
            Buckets.LONG);

    public static final Metric CLOUD_RUN_PENDING = gauge(
            "cloudrun_pending_requests",
            Unit.REQUESTS,
            REVISION,
            "Requests that wait for a free slot on an instance.",
            "run.googleapis.com/pending_queue/pending_requests (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_RECOMMENDED = gauge(
            "cloudrun_recommended_instances",
            Unit.INSTANCES,
            REVISION,
            "Instances that the autoscaler's formula asks for, before minimum and maximum.",
            "run.googleapis.com/scaling/recommended_instances (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_DECISIONS = counter(
            "cloudrun_scaling_decisions_total",
            Unit.DECISIONS,
            with(REVISION, "direction", "reason"),
            "Changes of the wanted instance count, by direction (up, down) and reason.",
            "own (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_TARGET_CONCURRENCY = gauge(
            "cloudrun_target_concurrency",
            Unit.REQUESTS,
            REVISION,
            "Requests in flight per instance that the autoscaler aims at.",
            "own (observability sheet 9.1; cloudrun sheet 2.2)");

    public static final Metric CLOUD_RUN_OBSERVED_CONCURRENCY = gauge(
            "cloudrun_observed_concurrency",
            Unit.REQUESTS,
            with(REVISION, "window"),
            "Average requests in flight and waiting over a window of the autoscaler (1m, 10m).",
            "own (observability sheet 9.1; cloudrun sheet 2.2)");

    public static final Metric CLOUD_RUN_COLD_STARTS = counter(
            "cloudrun_cold_starts_total",
            Unit.INSTANCES,
            REVISION,
            "Instances that were started because a request waited for one.",
            "own (observability sheet 9.1)");

    public static final Metric CLOUD_RUN_REJECTED = counter(
            "cloudrun_requests_rejected_total",
            Unit.REQUESTS,
            with(REVISION, "reason"),
            "Requests answered by the platform because no instance took them. Those that named no known service have"
                    + " empty resource labels.",
            "own (observability sheet 9.1; cloudrun sheet 1.6)");

    public static final Metric CLOUD_RUN_MIN = gauge(
            "cloudrun_min_instances",
            Unit.INSTANCES,
            REVISION,
            "Fewest instances that the revision may have now.",
            "own (observability sheet 11)");

    public static final Metric CLOUD_RUN_MAX = gauge(
            "cloudrun_max_instances",
            Unit.INSTANCES,
            REVISION,
            "Most instances that the revision may have now.",
            "own (observability sheet 11)");

    public static final Metric CLOUD_RUN_EXITS = counter(
            "cloudrun_instance_exits_total",
            Unit.INSTANCES,
            REVISION,
            "Instances whose program ended by itself: it crashed, or was killed for its memory.",
            "own");

    public static final Metric AUTOPILOT_PODS = gauge(
            "autopilot_pods",
            Unit.PODS,
            List.of("phase"),
            "Pods of the simulated cluster by phase.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_UNSCHEDULABLE = gauge(
            "autopilot_unschedulable_pods",
            Unit.PODS,
            List.of(),
            "Pods that no node has room for now.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_SCHEDULING = histogram(
            "autopilot_scheduling_seconds",
            List.of(),
            "Simulated time from a Pod's creation until it is bound to a node.",
            "observability sheet 9.3",
            Buckets.PROVISION);

    public static final Metric AUTOPILOT_NODES = gauge(
            "autopilot_nodes",
            Unit.NODES,
            List.of("state", "compute_class"),
            "Nodes of the simulated cluster; general-purpose ones have an empty class.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_PROVISION = histogram(
            "autopilot_node_provision_seconds",
            List.of(),
            "Simulated time from the decision for a node until it takes Pods.",
            "observability sheet 9.3",
            Buckets.PROVISION);

    public static final Metric AUTOPILOT_ALLOCATABLE = gauge(
            "autopilot_node_allocatable",
            Unit.RESOURCE,
            List.of("resource"),
            "What all nodes offer to Pods: cpu in vCPUs, memory in bytes.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_REQUESTED = gauge(
            "autopilot_node_requested",
            Unit.RESOURCE,
            List.of("resource"),
            "What the Pods on all nodes request: cpu in vCPUs, memory in bytes.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_ADJUSTMENTS = counter(
            "autopilot_admission_adjustments_total",
            Unit.DECISIONS,
            List.of("field"),
            "Fields that admission set or changed, by the last name in their path.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_REVIEWS = counter(
            "autopilot_admission_reviews_total",
            Unit.REQUESTS,
            List.of("webhook", "outcome"),
            "Reviews answered, by webhook (mutate, validate, authorize, nodes) and outcome (allowed, denied, unjudged, malformed).",
            "own");

    public static final Metric AUTOPILOT_ENFORCED = gauge(
            "autopilot_enforced",
            Unit.FLAG,
            List.of(),
            "Whether the Kubernetes cluster around autopilot-sim keeps to the rules: 1 while its API server is told to call the"
                    + " webhooks, 0 while it should be and is not. Absent where nobody asked for it.",
            "own");

    public static final Metric AUTOPILOT_CONSOLIDATION = counter(
            "autopilot_consolidation_decisions_total",
            Unit.DECISIONS,
            List.of("action", "reason"),
            "What the cluster decided about its nodes, by the event's reason.",
            "observability sheet 9.3");

    public static final Metric AUTOPILOT_BILLABLE = counter(
            "autopilot_billable_pod_seconds_total",
            Unit.SECONDS,
            List.of("resource"),
            "Simulated seconds times what running Pods request: vCPUs, or GiB of memory.",
            "observability sheet 9.3");

    public static final Metric EVENT_LOG_LAG = gauge(
            "eventlog_lag_events",
            Unit.EVENTS,
            List.of("topic", "group"),
            "Records that a reader has yet to read; the group is the service that reads.",
            "own (observability sheet 9.3)");

    public static final Metric EVENT_LOG_READ = counter(
            "eventlog_records_read_total",
            Unit.EVENTS,
            List.of("topic", "group"),
            "Records read, those of a replay too; the group is the service that reads.",
            "own (observability sheet 11)");

    public static final Metric EVENT_LOG_REPLAY = gauge(
            "eventlog_replay_seconds",
            Unit.SECONDS,
            List.of("group"),
            "Time that the last replay took, from the first read to the end offset.",
            "own (observability sheet 9.3)");

    public static final Metric EVENT_LOG_DEAD_LETTERS = counter(
            "eventlog_dead_letters_total",
            Unit.EVENTS,
            List.of("topic"),
            "Records that could not be read and were put aside, by the topic they were on.",
            "own (observability sheet 9.3)");

    public static final Metric EVENT_LOG_DROPPED = counter(
            "eventlog_dropped_total",
            Unit.EVENTS,
            List.of("topic"),
            "Records that were given up unsent because the buffer was full while the broker was away.",
            "own");

    public static final Metric EVENT_LOG_BROKER = gauge(
            "eventlog_broker_reachable",
            Unit.FLAG,
            List.of("group"),
            "Whether the broker answers this service: 1 while it does, 0 while it does not.",
            "own");

    public static final Metric GATEWAY_STREAMS = gauge(
            "gateway_event_streams", Unit.CONNECTIONS, List.of(), "Clients that follow the event stream now.", "own");

    public static final Metric GATEWAY_STREAMS_CLOSED = counter(
            "gateway_event_streams_closed_total",
            Unit.CONNECTIONS,
            List.of("reason"),
            "Event streams that the gateway closed, by reason.",
            "own");

    public static final List<Metric> ALL = List.of(
            CLOUD_RUN_REQUESTS,
            CLOUD_RUN_REQUEST_DURATION,
            CLOUD_RUN_INSTANCES,
            CLOUD_RUN_BILLABLE,
            CLOUD_RUN_STARTUP,
            CLOUD_RUN_PENDING,
            CLOUD_RUN_RECOMMENDED,
            CLOUD_RUN_DECISIONS,
            CLOUD_RUN_TARGET_CONCURRENCY,
            CLOUD_RUN_OBSERVED_CONCURRENCY,
            CLOUD_RUN_COLD_STARTS,
            CLOUD_RUN_REJECTED,
            CLOUD_RUN_MIN,
            CLOUD_RUN_MAX,
            CLOUD_RUN_EXITS,
            AUTOPILOT_PODS,
            AUTOPILOT_UNSCHEDULABLE,
            AUTOPILOT_SCHEDULING,
            AUTOPILOT_NODES,
            AUTOPILOT_PROVISION,
            AUTOPILOT_ALLOCATABLE,
            AUTOPILOT_REQUESTED,
            AUTOPILOT_ADJUSTMENTS,
            AUTOPILOT_REVIEWS,
            AUTOPILOT_ENFORCED,
            AUTOPILOT_CONSOLIDATION,
            AUTOPILOT_BILLABLE,
            EVENT_LOG_LAG,
            EVENT_LOG_READ,
            EVENT_LOG_REPLAY,
            EVENT_LOG_DEAD_LETTERS,
            EVENT_LOG_DROPPED,
            EVENT_LOG_BROKER,
            GATEWAY_STREAMS,
            GATEWAY_STREAMS_CLOSED);

    private MetricCatalogue() {}

    private static Metric counter(String name, Unit unit, List<String> labels, String help, String source) {
        return new Metric(name, Type.COUNTER, unit, labels, help, source, List.of());
    }

    private static Metric gauge(String name, Unit unit, List<String> labels, String help, String source) {
        return new Metric(name, Type.GAUGE, unit, labels, help, source, List.of());
    }

    private static Metric histogram(
            String name, List<String> labels, String help, String source, List<Double> buckets) {
        return new Metric(name, Type.HISTOGRAM, Unit.SECONDS, labels, help, source, buckets);
    }

    private static List<String> with(List<String> labels, String... more) {
        return Stream.concat(labels.stream(), Stream.of(more)).toList();
    }
}

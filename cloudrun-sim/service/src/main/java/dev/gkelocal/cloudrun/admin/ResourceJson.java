package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cloudrun.control.Addresses;
import dev.gkelocal.cloudrun.control.Etags;
import dev.gkelocal.cloudrun.core.validation.Quantities;
import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.ConditionReason;
import dev.gkelocal.contracts.cloudrun.Container;
import dev.gkelocal.contracts.cloudrun.ContainerPort.Protocol;
import dev.gkelocal.contracts.cloudrun.ExecutionEnvironment;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes services and revisions as the API does: what says nothing is left out (cloudrun sheet 3.2 to 3.4). */
final class ResourceJson {
    private static final String TYPE = "TRAFFIC_TARGET_ALLOCATION_TYPE_";

    private final Addresses addresses;

    ResourceJson(Addresses addresses) {
        this.addresses = addresses;
    }

    ObjectNode of(ServiceState service) {
        var json = object();
        json.put("name", service.name().toString());
        text(json, "description", service.description());
        json.put("uid", service.uid());
        json.put("generation", Long.toString(service.specGeneration()));
        map(json, "labels", service.labels());
        map(json, "annotations", service.annotations());
        time(json, "createTime", service.createTime());
        time(json, "updateTime", service.updateTime());
        time(json, "deleteTime", service.deleteTime());
        time(json, "expireTime", service.expireTime());
        text(json, "creator", service.creator());
        text(json, "lastModifier", service.lastModifier());
        text(json, "client", service.client());
        text(json, "clientVersion", service.clientVersion());
        json.put("ingress", "INGRESS_TRAFFIC_ALL");
        json.put("launchStage", "GA");
        json.set("template", template(service.template()));
        traffic(json, service);
        scaling(json, service);
        yes(json, "invokerIamDisabled", service.invokerIamDisabled());
        status(json, service);
        json.put("etag", Etags.of(service));
        return json;
    }

    private static void traffic(ObjectNode json, ServiceState service) {
        if (service.traffic().isEmpty()) {
            json.putArray("traffic").addObject().put("type", TYPE + "LATEST").put("percent", 100);
            return;
        }
        var targets = json.putArray("traffic");
        for (var target : service.traffic()) {
            var one = targets.addObject();
            one.put("type", TYPE + (target.followsLatest() ? "LATEST" : "REVISION"));
            text(one, "revision", target.revision());
            number(one, "percent", target.percent());
            text(one, "tag", target.tag());
        }
    }

    private static void scaling(ObjectNode json, ServiceState service) {
        var scaling = object();
        number(scaling, "minInstanceCount", service.scaling().minInstanceCount());
        var max = service.scaling().maxInstanceCount();
        number(scaling, "maxInstanceCount", max == null ? 0 : max);
        if (!scaling.isEmpty()) {
            json.set("scaling", scaling);
        }
    }

    private void status(ObjectNode json, ServiceState service) {
        var status = service.status();
        json.put("observedGeneration", Long.toString(status.observedGeneration()));
        json.set("terminalCondition", condition(status.terminalCondition()));
        conditions(
                json,
                status.conditions().stream()
                        .filter(it ->
                                !it.type().equals(status.terminalCondition().type()))
                        .toList());
        text(json, "latestReadyRevision", status.latestReadyRevision());
        text(json, "latestCreatedRevision", status.latestCreatedRevision());
        if (!status.traffic().isEmpty()) {
            var statuses = json.putArray("trafficStatuses");
            for (var target : status.traffic()) {
                var one = statuses.addObject();
                one.put("type", TYPE + (target.latest() ? "LATEST" : "REVISION"));
                one.put("revision", target.revision());
                number(one, "percent", target.percent());
                text(one, "tag", target.tag());
                text(one, "uri", target.uri());
            }
        }
        json.put("uri", addresses.of(service.name()));
        texts(json, "urls", List.of(addresses.of(service.name())));
        yes(json, "reconciling", status.reconciling());
    }

    ObjectNode of(RevisionState revision) {
        var json = object();
        json.put("name", revision.name().toString());
        json.put("uid", revision.uid());
        json.put("generation", "1");
        fill(json, revision.template());
        json.remove("revision");
        pin(json, revision);
        json.put("service", revision.name().service().service());
        time(json, "createTime", revision.createTime());
        time(json, "updateTime", revision.createTime());
        time(json, "deleteTime", revision.deleteTime());
        json.put("launchStage", "GA");
        yes(json, "reconciling", revision.reconciling());
        conditions(json, revision.conditions());
        json.put("observedGeneration", revision.reconciling() ? "0" : "1");
        json.put("etag", Etags.of(revision));
        return json;
    }

    /** A revision shows the image with its digest (cloudrun sheet 1.1). */
    private static void pin(ObjectNode json, RevisionState revision) {
        for (var container : json.withArray("containers")) {
            var image = container.path("image").asText();
            if (revision.imageDigest().startsWith("sha256:") && image.indexOf('@') < 0) {
                ((ObjectNode) container).put("image", image + "@" + revision.imageDigest());
            }
        }
    }

    private static ObjectNode template(RevisionTemplate template) {
        return fill(object(), template);
    }

    private static ObjectNode fill(ObjectNode json, RevisionTemplate template) {
        text(json, "revision", template.revision());
        map(json, "labels", template.labels());
        map(json, "annotations", template.annotations());
        var scaling = json.putObject("scaling");
        number(scaling, "minInstanceCount", template.scaling().minInstanceCount());
        number(scaling, "maxInstanceCount", template.scaling().maxInstanceCount());
        json.put("timeout", seconds(template.timeout()));
        text(json, "serviceAccount", template.serviceAccount());
        var containers = json.putArray("containers");
        template.containers().forEach(it -> containers.add(container(it)));
        if (template.executionEnvironment() != ExecutionEnvironment.UNSPECIFIED) {
            json.put("executionEnvironment", "EXECUTION_ENVIRONMENT_" + template.executionEnvironment());
        }
        json.put("maxInstanceRequestConcurrency", template.maxInstanceRequestConcurrency());
        yes(json, "sessionAffinity", template.sessionAffinity());
        yes(json, "healthCheckDisabled", template.healthCheckDisabled());
        return json;
    }

    private static ObjectNode container(Container container) {
        var json = object();
        text(json, "name", container.name());
        json.put("image", container.image());
        texts(json, "command", container.command());
        texts(json, "args", container.args());
        if (!container.env().isEmpty()) {
            var env = json.putArray("env");
            container.env().forEach(it -> text(env.addObject().put("name", it.name()), "value", it.value()));
        }
        var resources = json.putObject("resources");
        resources
                .putObject("limits")
                .put("cpu", Quantities.formatCpu(container.resources().milliCpu()))
                .put("memory", Quantities.formatMemory(container.resources().memoryMebibytes()));
        yes(resources, "cpuIdle", container.resources().cpuIdle());
        yes(resources, "startupCpuBoost", container.resources().startupCpuBoost());
        var port = container.port();
        if (port != null) {
            json.putArray("ports")
                    .addObject()
                    .put("name", port.protocol() == Protocol.H2C ? "h2c" : "http1")
                    .put("containerPort", port.containerPort());
        }
        text(json, "workingDir", container.workingDir());
        return json;
    }

    private static void conditions(ObjectNode json, List<Condition> conditions) {
        if (!conditions.isEmpty()) {
            ArrayNode array = json.putArray("conditions");
            conditions.forEach(it -> array.add(condition(it)));
        }
    }

    private static ObjectNode condition(Condition condition) {
        var json = object();
        json.put("type", condition.type());
        json.put("state", "CONDITION_" + condition.state());
        text(json, "message", condition.message());
        time(json, "lastTransitionTime", condition.lastTransitionTime());
        if (condition.severity() != Condition.Severity.ERROR) {
            json.put("severity", condition.severity().name());
        }
        var reason = condition.reason();
        if (reason != null) {
            json.put(reason.kind() == ConditionReason.Kind.REVISION ? "revisionReason" : "reason", reason.name());
        }
        return json;
    }

    static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0
                ? millis / 1000 + "s"
                : java.math.BigDecimal.valueOf(millis, 3).stripTrailingZeros().toPlainString() + "s";
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static void text(ObjectNode json, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            json.put(name, value.toString());
        }
    }

    private static void number(ObjectNode json, String name, int value) {
        if (value != 0) {
            json.put(name, value);
        }
    }

    private static void yes(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static void time(ObjectNode json, String name, @Nullable Instant value) {
        text(json, name, value);
    }

    private static void map(ObjectNode json, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            var object = json.putObject(name);
            values.keySet().stream().sorted().forEach(it -> object.put(it, values.get(it)));
        }
    }

    private static void texts(ObjectNode json, String name, List<String> values) {
        if (!values.isEmpty()) {
            var array = json.putArray(name);
            values.forEach(array::add);
        }
    }
}

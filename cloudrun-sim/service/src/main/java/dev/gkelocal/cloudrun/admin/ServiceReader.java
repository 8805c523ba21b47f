package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cloudrun.control.Drafting.Drafted;
import dev.gkelocal.cloudrun.control.ServiceDraft;
import dev.gkelocal.cloudrun.core.revision.TemplateDefaults;
import dev.gkelocal.cloudrun.core.traffic.RequestedTarget;
import dev.gkelocal.cloudrun.core.traffic.RequestedTarget.Type;
import dev.gkelocal.cloudrun.core.validation.Violation;
import dev.gkelocal.contracts.cloudrun.ServiceScaling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads a service as clients send it (cloudrun sheet 3.4). */
final class ServiceReader {
    private static final Map<String, Type> TYPES = Map.of(
            "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", Type.LATEST,
            "TRAFFIC_TARGET_ALLOCATION_TYPE_REVISION", Type.REVISION);
    static final List<String> INPUT = List.of(
            "description",
            "labels",
            "annotations",
            "client",
            "clientVersion",
            "template",
            "traffic",
            "scaling",
            "invokerIamDisabled",
            "ingress",
            "launchStage",
            "binaryAuthorization",
            "customAudiences",
            "iapEnabled",
            "defaultUriDisabled",
            "multiRegionSettings",
            "buildConfig");

    private final TemplateDefaults defaults;

    ServiceReader(TemplateDefaults defaults) {
        this.defaults = defaults;
    }

    Drafted read(JsonNode body) {
        var violations = new ArrayList<Violation>();
        var service = Fields.of(body, "", violations);
        var draft = new ServiceDraft(
                service.text("description"),
                service.map("labels"),
                service.map("annotations"),
                service.text("client"),
                service.text("clientVersion"),
                new TemplateReader(defaults, violations).read(service.object("template")),
                traffic(service),
                scaling(service.object("scaling")),
                service.isTrue("invokerIamDisabled"),
                service.text("etag"));
        service.only("ingress", "INGRESS_TRAFFIC_ALL", "INGRESS_TRAFFIC_UNSPECIFIED");
        service.only("launchStage", "LAUNCH_STAGE_UNSPECIFIED", "GA", "BETA", "ALPHA");
        service.unsupported(
                "binaryAuthorization",
                "customAudiences",
                "iapEnabled",
                "defaultUriDisabled",
                "multiRegionSettings",
                "buildConfig");
        service.outputOnly(
                "name",
                "uid",
                "generation",
                "createTime",
                "updateTime",
                "deleteTime",
                "expireTime",
                "creator",
                "lastModifier",
                "observedGeneration",
                "terminalCondition",
                "conditions",
                "latestReadyRevision",
                "latestCreatedRevision",
                "trafficStatuses",
                "uri",
                "urls",
                "satisfiesPzs",
                "threatDetectionEnabled",
                "reconciling");
        service.end();
        return violations.isEmpty() ? new Drafted.Ready(draft) : new Drafted.Bad(violations);
    }

    private static List<RequestedTarget> traffic(Fields service) {
        var targets = new ArrayList<RequestedTarget>();
        for (var target : service.objects("traffic")) {
            var percent = target.integer("percent");
            targets.add(new RequestedTarget(
                    target.choice("type", TYPES),
                    target.optionalText("revision").orElse(null),
                    percent == null ? 0 : percent,
                    target.optionalText("tag").orElse(null)));
            target.end();
        }
        return targets;
    }

    private static ServiceScaling scaling(Fields scaling) {
        var min = scaling.integer("minInstanceCount");
        var max = scaling.integer("maxInstanceCount");
        scaling.only("scalingMode", "AUTOMATIC", "SCALING_MODE_UNSPECIFIED");
        scaling.unsupported("manualInstanceCount");
        scaling.end();
        return new ServiceScaling(min == null ? 0 : min, max == null || max == 0 ? null : max);
    }
}

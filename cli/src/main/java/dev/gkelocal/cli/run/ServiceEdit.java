package dev.gkelocal.cli.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.cli.terminal.Json;
import dev.gkelocal.cli.terminal.TimeSpan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A service (Admin API v2) as read, changed by what the flags say, with the field mask of exactly those changes. Fields that no
 * flag names are neither sent as new nor masked, so that two people who change different things do not undo each other.
 */
final class ServiceEdit {
    private final String name;
    private final ObjectNode service;
    private final SortedSet<String> mask = new TreeSet<>();

    private ServiceEdit(String name, ObjectNode service) {
        this.name = name;
        this.service = service;
    }

    static ServiceEdit ofNew(String name) {
        var service = Json.object();
        service.put("client", "gke-local");
        return new ServiceEdit(name, service);
    }

    static ServiceEdit of(String name, JsonNode existing) {
        return new ServiceEdit(name, existing.deepCopy());
    }

    ObjectNode service() {
        return service;
    }

    String updateMask() {
        return String.join(",", mask);
    }

    ServiceEdit apply(DeployFlags flags, @Nullable String image) {
        editContainer(flags, image);
        editScaling(flags);
        editRevisionName(flags);
        if (flags.timeout != null) {
            set("timeout", TimeSpan.parse("--timeout", flags.timeout).toSeconds() + "s");
        }
        if (flags.concurrency != null) {
            template().put("maxInstanceRequestConcurrency", GcloudValues.count("--concurrency", flags.concurrency));
            mask.add("template.maxInstanceRequestConcurrency");
        }
        if (flags.labels != null) {
            var added = GcloudValues.dict("--labels", flags.labels);
            added.forEach(service.withObject("/labels")::put);
            added.forEach(template().withObject("/labels")::put);
            mask.add("labels");
            mask.add("template.labels");
        }
        if (flags.description != null) {
            service.put("description", flags.description);
            mask.add("description");
        }
        return this;
    }

    void traffic(ArrayNode targets) {
        service.set("traffic", targets);
        mask.add("traffic");
    }

    private void editContainer(DeployFlags flags, @Nullable String image) {
        var container = container();
        var before = container.deepCopy();
        if (image != null) {
            container.put("image", image);
        }
        if (flags.port != null) {
            editPort(container, flags.port);
        }
        if (flags.command != null) {
            container.set("command", words(flags.command));
        }
        if (flags.args != null) {
            container.set("args", words(flags.args));
        }
        editEnvironment(container, flags);
        editResources(container, flags);
        if (image != null || !container.equals(before)) {
            mask.add("template.containers");
        }
    }

    private static void editPort(ObjectNode container, String port) {
        int number = GcloudValues.count("--port", port);
        if (number == 0) {
            container.remove("ports");
            return;
        }
        var ports = container.withArray("/ports");
        if (ports.isEmpty()) {
            ports.addObject();
        }
        ((ObjectNode) ports.get(0)).put("containerPort", number);
    }

    private static void editEnvironment(ObjectNode container, DeployFlags flags) {
        if (flags.setEnvVars != null && flags.updateEnvVars != null) {
            throw GcloudValues.usage("--set-env-vars and --update-env-vars exclude each other");
        }
        if (flags.setEnvVars != null) {
            var secrets = Json.array();
            container.path("env").forEach(variable -> {
                if (variable.has("valueSource")) {
                    secrets.add(variable);
                }
            });
            container.set("env", secrets);
            merge(container.withArray("/env"), GcloudValues.dict("--set-env-vars", flags.setEnvVars));
        }
        if (flags.updateEnvVars != null) {
            merge(container.withArray("/env"), GcloudValues.dict("--update-env-vars", flags.updateEnvVars));
        }
    }

    private static void merge(ArrayNode variables, Map<String, String> given) {
        var left = new LinkedHashMap<>(given);
        for (JsonNode variable : variables) {
            var value = left.remove(variable.path("name").asText());
            if (value != null) {
                ((ObjectNode) variable).put("value", value).remove("valueSource");
            }
        }
        left.forEach((key, value) -> variables.addObject().put("name", key).put("value", value));
    }

    /** Once {@code resources} is there, the API reads a missing {@code cpuIdle} as false (cloudrun sheet 2.3). */
    private static void editResources(ObjectNode container, DeployFlags flags) {
        if (flags.cpu == null && flags.memory == null && flags.cpuThrottling == null) {
            return;
        }
        boolean unsaid = !container.has("resources");
        var resources = container.withObject("/resources");
        if (flags.cpu != null) {
            resources.withObject("/limits").put("cpu", flags.cpu);
        }
        if (flags.memory != null) {
            resources.withObject("/limits").put("memory", flags.memory);
        }
        if (flags.cpuThrottling != null) {
            resources.put("cpuIdle", flags.cpuThrottling.booleanValue());
        } else if (unsaid) {
            resources.put("cpuIdle", true);
        }
    }

    private void editScaling(DeployFlags flags) {
        bound("--min-instances", flags.minInstances, "minInstanceCount");
        bound("--max-instances", flags.maxInstances, "maxInstanceCount");
    }

    private void bound(String flag, @Nullable String value, String field) {
        if (value != null) {
            template().withObject("/scaling").put(field, GcloudValues.count(flag, value));
            mask.add("template.scaling." + field);
        }
    }

    /** A name given once must not be given again with the next template, so it goes unless the flag gives another. */
    private void editRevisionName(DeployFlags flags) {
        if (flags.revisionSuffix != null) {
            set("revision", name + "-" + flags.revisionSuffix);
        } else if (template().has("revision")) {
            template().remove("revision");
            mask.add("template.revision");
        }
    }

    private void set(String field, String value) {
        template().put(field, value);
        mask.add("template." + field);
    }

    private ObjectNode template() {
        return service.withObject("/template");
    }

    private ObjectNode container() {
        var containers = template().withArray("/containers");
        return containers.isEmpty() ? containers.addObject() : (ObjectNode) containers.get(0);
    }

    private static ArrayNode words(String text) {
        var words = Json.array();
        GcloudValues.list(text).forEach(words::add);
        return words;
    }
}

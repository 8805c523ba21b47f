package dev.gkelocal.cloudrun.admin;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.cloudrun.Condition;
import dev.gkelocal.contracts.cloudrun.Operation;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.ServiceState;
import java.util.function.Predicate;

/** Long-running operations as the API shows them: metadata and response are the resource itself (cloudrun sheet 3.2). */
final class Operations {
    private static final String TYPE = "type.googleapis.com/google.cloud.run.v2.";
    /** FAILED_PRECONDITION, as a google.rpc code. */
    private static final int FAILED_PRECONDITION = 9;

    private final ResourceJson resources;
    private final Predicate<ServiceState> routed;

    /** @param routed whether requests go to a service as its state says: before that, nothing about it is done */
    Operations(ResourceJson resources, Predicate<ServiceState> routed) {
        this.resources = resources;
        this.routed = routed;
    }

    boolean done(ServiceState service, Operation operation) {
        var status = service.status();
        return status.observedGeneration() >= operation.specGeneration()
                        && !status.reconciling()
                        && routed.test(service)
                || operation.specGeneration() < service.specGeneration() && service.deleteTime() != null;
    }

    ObjectNode of(ServiceState service, Operation operation) {
        var json = unfinished(service, operation.id());
        if (!done(service, operation)) {
            return json;
        }
        json.put("done", true);
        var terminal = service.status().terminalCondition();
        boolean failed = operation.kind() != Operation.Kind.DELETE && terminal.state() == Condition.State.FAILED;
        if (failed) {
            json.putObject("error").put("code", FAILED_PRECONDITION).put("message", terminal.message());
        } else {
            json.set("response", typed("Service", resources.of(service)));
        }
        return json;
    }

    /** Also what a validation answers: an operation that can never be fetched (cloudrun sheet 3.1). */
    ObjectNode unfinished(ServiceState service, String id) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", name(service.name(), id));
        json.set("metadata", typed("Service", resources.of(service)));
        return json;
    }

    ObjectNode finished(RevisionState revision, String id) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("name", name(revision.name().service(), id));
        json.set("metadata", typed("Revision", resources.of(revision)));
        json.put("done", true);
        json.set("response", typed("Revision", resources.of(revision)));
        return json;
    }

    private static String name(ServiceName service, String id) {
        return service.parent() + "/operations/" + id;
    }

    private static ObjectNode typed(String type, ObjectNode resource) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("@type", TYPE + type);
        json.setAll(resource);
        return json;
    }
}

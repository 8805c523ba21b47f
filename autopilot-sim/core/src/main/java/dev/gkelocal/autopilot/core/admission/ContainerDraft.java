package dev.gkelocal.autopilot.core.admission;

import dev.gkelocal.autopilot.core.manifest.Path;
import dev.gkelocal.autopilot.core.manifest.Quantity;
import dev.gkelocal.autopilot.core.manifest.Value;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The resources of one container while rules change them. Confined to one call of {@link Admission}. */
final class ContainerDraft {
    static final String CPU = "cpu";
    static final String MEMORY = "memory";
    static final String EPHEMERAL = "ephemeral-storage";

    enum Role {
        APP,
        /** An init container that keeps running: restartPolicy Always. */
        SIDECAR,
        INIT
    }

    private final Value source;
    private final Path path;
    private final Role role;
    private final List<Change> changes;
    private final Map<String, Quantity> requests = new LinkedHashMap<>();
    private final Map<String, Quantity> limits = new LinkedHashMap<>();
    private final Set<String> defaulted = new LinkedHashSet<>(4);
    private boolean adjusted;
    private boolean modified;
    private Value input = Value.ABSENT;

    private ContainerDraft(Value source, Path path, Role role, List<Change> changes) {
        this.source = source;
        this.path = path;
        this.role = role;
        this.changes = changes;
    }

    /** @throws Unjudgeable if an amount is no quantity */
    static ContainerDraft of(Value container, Path path, boolean isInit, List<Change> changes) {
        var sidecar = isInit && container.get("restartPolicy").text().equals("Always");
        var draft =
                new ContainerDraft(container, path, sidecar ? Role.SIDECAR : isInit ? Role.INIT : Role.APP, changes);
        var resources = container.get("resources");
        read(resources.get("requests"), draft.requests, path.then("resources").then("requests"));
        read(resources.get("limits"), draft.limits, path.then("resources").then("limits"));
        return draft;
    }

    private static void read(Value amounts, Map<String, Quantity> into, Path path) {
        amounts.entries().forEach((name, value) -> {
            if (value.isSet()) {
                into.put(
                        name,
                        Quantity.parse(value.text()).orElseThrow(() -> new Unjudgeable(path.then(name), value.text())));
            }
        });
    }

    /** Keeps the amounts as they are now for the annotation. */
    void rememberInput() {
        input = described();
        modified = false;
    }

    String name() {
        return source.get("name").text();
    }

    Role role() {
        return role;
    }

    Path path() {
        return path;
    }

    @Nullable
    Quantity request(String resource) {
        return requests.get(resource);
    }

    @Nullable
    Quantity limit(String resource) {
        return limits.get(resource);
    }

    boolean lacks(String resource) {
        return !requests.containsKey(resource);
    }

    Set<String> limited() {
        return limits.keySet();
    }

    /** Fills in a request that is missing. */
    void fill(String resource, Quantity amount, Rule rule, String reason) {
        defaulted.add(resource);
        set(requests, "requests", resource, amount, rule, reason);
    }

    /** Fills in what the API server itself fills in before admission. */
    void complete(String resource, Quantity amount) {
        set(
                requests,
                "requests",
                resource,
                amount,
                Rule.REQUEST_FROM_LIMIT,
                "a limit without a request is the request");
    }

    /** Raises a request. */
    void raise(String resource, Quantity amount, Rule rule, String reason) {
        adjusted |= !defaulted.contains(resource) && !resource.equals(EPHEMERAL);
        set(requests, "requests", resource, amount, rule, reason);
    }

    void limit(String resource, Quantity amount, Rule rule, String reason) {
        adjusted |= !defaulted.contains(resource) && !resource.equals(EPHEMERAL);
        set(limits, "limits", resource, amount, rule, reason);
    }

    private void set(
            Map<String, Quantity> amounts, String list, String resource, Quantity amount, Rule rule, String reason) {
        var before = amounts.put(resource, amount);
        modified = true;
        changes.add(new Change(
                rule,
                path.then("resources").then(list).then(resource),
                before == null ? Value.ABSENT : Value.of(before.toString()),
                Value.of(amount.toString()),
                reason));
    }

    /** Resources without a request in the manifest, in the order they were filled in. */
    Set<String> defaulted() {
        return defaulted;
    }

    /** Whether a CPU or memory amount of the manifest was changed, or a limit put beside one. */
    boolean adjusted() {
        return adjusted;
    }

    /** Whether an amount was set since the input was remembered. */
    boolean isModified() {
        return modified;
    }

    Value input() {
        return input;
    }

    /** As the annotation shows a container: limits, requests, name; resources in alphabetical order. */
    Value described() {
        var fields = new LinkedHashMap<String, Value>();
        describe(fields, "limits", limits);
        describe(fields, "requests", requests);
        fields.put("name", Value.of(name()));
        return Value.of(fields);
    }

    private static void describe(Map<String, Value> fields, String list, Map<String, Quantity> amounts) {
        if (!amounts.isEmpty()) {
            var texts = new TreeMap<String, Value>();
            amounts.forEach((name, amount) -> texts.put(name, Value.of(amount.toString())));
            fields.put(list, Value.of(texts));
        }
    }

    /** The container with the changed amounts; what did not change keeps its spelling. */
    Value applied() {
        var resources = source.get("resources");
        var changed = with(with(resources, "limits", limits), "requests", requests);
        return changed == resources ? source : source.with("resources", changed);
    }

    private static Value with(Value resources, String list, Map<String, Quantity> amounts) {
        var before = resources.get(list);
        var after = before;
        for (var amount : amounts.entrySet()) {
            var old = before.get(amount.getKey());
            if (!old.isSet() || !Quantity.of(old.text()).equals(amount.getValue())) {
                after = after.with(amount.getKey(), Value.of(amount.getValue().toString()));
            }
        }
        return after == before ? resources : resources.with(list, after);
    }
}

package dev.gkelocal.autopilot.core.manifest;

import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.BOOLEAN;
import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.INTEGER;
import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.LIST;
import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.MAPPING;
import static dev.gkelocal.autopilot.core.manifest.FieldTypes.Wanted.STRING;

import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the containers of one Pod. */
final class ContainerShape {
    private final List<Problem> problems;
    private final FieldTypes types;
    private final Set<String> names = new HashSet<>();

    ContainerShape(List<Problem> problems) {
        this.problems = problems;
        types = new FieldTypes(problems);
    }

    /** @param spec of the Pod; @param field its name in messages */
    void check(Value spec, String field) {
        var containers = spec.get("containers");
        if (!containers.isSet()
                || containers instanceof Value.Sequence && containers.items().isEmpty()) {
            problems.add(Problem.required(spec.at(), field + ".containers"));
        }
        for (var list : List.of("initContainers", "containers", "ephemeralContainers")) {
            types.check(spec.get(list), field + "." + list, LIST);
            var index = 0;
            for (var container : spec.get(list).items()) {
                container(container, field + "." + list + "[" + index++ + "]");
            }
        }
    }

    private void container(Value container, String field) {
        if (!(container instanceof Mapping)) {
            problems.add(Problem.wrongType(container, field, "a mapping"));
            return;
        }
        name(container, field + ".name");
        types.check(container.get("image"), field + ".image", STRING);
        types.check(container.get("restartPolicy"), field + ".restartPolicy", STRING);
        types.checkStrings(container.get("command"), field + ".command");
        types.checkStrings(container.get("args"), field + ".args");
        new ResourceShape(problems).check(container.get("resources"), field + ".resources");
        ports(container.get("ports"), field + ".ports");
        environment(container.get("env"), field + ".env");
        mounts(container.get("volumeMounts"), field + ".volumeMounts");
        security(container.get("securityContext"), field + ".securityContext");
    }

    private void name(Value container, String field) {
        var name = container.get("name");
        if (!name.isSet() || name.text().isEmpty() && name instanceof Value.Scalar) {
            problems.add(Problem.required(container.at(), field));
            return;
        }
        if (!types.check(name, field, STRING)) {
            return;
        }
        Names.label(name.text()).ifPresent(why -> problems.add(Problem.invalid(name, field, why)));
        if (!names.add(name.text())) {
            problems.add(new Problem(
                    Problem.Severity.ERROR, name.at(), field, "Duplicate value: " + Problem.quoted(name.text())));
        }
    }

    private void ports(Value ports, String field) {
        types.checkMappings(ports, field);
        var index = 0;
        for (var port : ports.items()) {
            var here = field + "[" + index++ + "]";
            for (var number : List.of("containerPort", "hostPort")) {
                var value = port.get(number);
                if (!types.check(value, here + "." + number, INTEGER) || !value.isSet()) {
                    continue;
                }
                var asNumber = value.integer().orElse(-1);
                var least = number.equals("hostPort") ? 0 : 1;
                if (asNumber < least || asNumber > 65_535) {
                    problems.add(Problem.invalid(value, here + "." + number, "must be between 1 and 65535, inclusive"));
                }
            }
            types.check(port.get("protocol"), here + ".protocol", STRING);
        }
    }

    private void environment(Value env, String field) {
        types.checkMappings(env, field);
        var index = 0;
        for (var variable : env.items()) {
            var here = field + "[" + index++ + "]";
            types.check(variable.get("name"), here + ".name", STRING);
            types.check(variable.get("value"), here + ".value", STRING);
        }
    }

    private void mounts(Value mounts, String field) {
        types.checkMappings(mounts, field);
        var index = 0;
        for (var mount : mounts.items()) {
            var here = field + "[" + index++ + "]";
            types.check(mount.get("name"), here + ".name", STRING);
            types.check(mount.get("readOnly"), here + ".readOnly", BOOLEAN);
        }
    }

    private void security(Value context, String field) {
        types.check(context, field, MAPPING);
        types.check(context.get("privileged"), field + ".privileged", BOOLEAN);
        types.check(context.get("allowPrivilegeEscalation"), field + ".allowPrivilegeEscalation", BOOLEAN);
        types.check(context.get("runAsNonRoot"), field + ".runAsNonRoot", BOOLEAN);
        types.check(context.get("runAsUser"), field + ".runAsUser", INTEGER);
        types.check(context.get("seccompProfile"), field + ".seccompProfile", MAPPING);
        var capabilities = context.get("capabilities");
        types.check(capabilities, field + ".capabilities", MAPPING);
        types.checkStrings(capabilities.get("add"), field + ".capabilities.add");
        types.checkStrings(capabilities.get("drop"), field + ".capabilities.drop");
    }
}

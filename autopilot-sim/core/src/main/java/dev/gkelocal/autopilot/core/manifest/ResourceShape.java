package dev.gkelocal.autopilot.core.manifest;

import dev.gkelocal.autopilot.core.manifest.Problem.Severity;
import dev.gkelocal.autopilot.core.manifest.Value.Mapping;
import dev.gkelocal.autopilot.core.manifest.Value.Scalar;
import dev.gkelocal.autopilot.core.manifest.Value.Type;
import java.util.List;
import java.util.Optional;

/** Checks requests and limits of a container or of a whole Pod. */
final class ResourceShape {
    private static final String FORM =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private final List<Problem> problems;

    ResourceShape(List<Problem> problems) {
        this.problems = problems;
    }

    void check(Value resources, String field) {
        if (!resources.isSet()) {
            return;
        }
        if (!(resources instanceof Mapping)) {
            problems.add(Problem.wrongType(resources, field, "a mapping"));
            return;
        }
        amounts(resources.get("limits"), field + ".limits");
        amounts(resources.get("requests"), field + ".requests");
        resources
                .get("requests")
                .entries()
                .forEach((name, request) -> against(resources.get("limits").get(name), request, name, field));
    }

    void amounts(Value amounts, String field) {
        if (amounts.isSet() && !(amounts instanceof Mapping)) {
            problems.add(Problem.wrongType(amounts, field, "a mapping"));
        }
        amounts.entries().forEach((name, amount) -> amount(amount, name, field + "[" + name + "]"));
    }

    private void amount(Value amount, String name, String field) {
        if (!amount.isSet()) {
            return;
        }
        if (!(amount instanceof Scalar scalar) || scalar.type() == Type.BOOLEAN) {
            problems.add(Problem.wrongType(amount, field, "a quantity"));
            return;
        }
        var parsed = Quantity.parse(scalar.text());
        if (parsed.isEmpty()) {
            problems.add(Problem.invalid(
                    amount, field, isNumeric(scalar.text()) ? "unable to parse quantity's suffix" : FORM));
            return;
        }
        var quantity = parsed.get();
        if (quantity.signum() < 0) {
            problems.add(Problem.invalid(amount, field, "must be greater than or equal to 0"));
        } else if (quantity.units() == Long.MAX_VALUE) {
            problems.add(Problem.invalid(amount, field, "is more than 2^63 - 1, the largest quantity"));
        } else {
            precision(amount, quantity, name, field);
        }
    }

    private void precision(Value amount, Quantity quantity, String name, String field) {
        if (name.equals("cpu")) {
            if (!Quantity.milli(quantity.milli()).equals(quantity)) {
                problems.add(
                        Problem.invalid(amount, field, "cpu is counted in thousandths, 1m is the smallest amount"));
            }
        } else if (!Quantity.bytes(quantity.units()).equals(quantity)) {
            if (name.equals("memory") || name.equals("ephemeral-storage")) {
                problems.add(new Problem(
                        Severity.WARNING,
                        amount.at(),
                        field,
                        "fractional byte value " + Problem.quoted(amount.text()) + " is invalid, must be an integer"));
            } else {
                problems.add(Problem.invalid(amount, field, "must be an integer"));
            }
        }
    }

    private static boolean isNumeric(String text) {
        return !text.isEmpty()
                && (Character.isDigit(text.charAt(0)) || text.startsWith("-") || text.startsWith("+"))
                && text.chars().anyMatch(Character::isDigit)
                && text.chars().allMatch(c -> Character.isDigit(c) || "+-.eEinumkKMGTP".indexOf(c) >= 0);
    }

    /** A request within its limit; extended resources need both, and equal. */
    private void against(Value limit, Value request, String name, String field) {
        var wanted = parsed(request);
        var most = parsed(limit);
        if (wanted.isEmpty() || wanted.get().signum() < 0) {
            return;
        }
        var extended = isExtended(name);
        if (extended && !limit.isSet()) {
            problems.add(new Problem(
                    Severity.ERROR,
                    request.at(),
                    field + ".limits",
                    "Required value: Limit must be set for non overcommitable resources"));
        } else if (most.isPresent() && extended && !most.get().equals(wanted.get())) {
            problems.add(Problem.invalid(
                    request, field + ".requests", "must be equal to " + name + " limit of " + most.get()));
        } else if (most.isPresent() && wanted.get().compareTo(most.get()) > 0) {
            problems.add(Problem.invalid(
                    request, field + ".requests", "must be less than or equal to " + name + " limit of " + most.get()));
        }
    }

    private static Optional<Quantity> parsed(Value amount) {
        return amount.isSet() ? Quantity.parse(amount.text()) : Optional.empty();
    }

    /** Of a domain of its own, such as nvidia.com/gpu. */
    private static boolean isExtended(String name) {
        var slash = name.indexOf('/');
        return slash > 0 && !name.substring(0, slash).endsWith("kubernetes.io");
    }
}

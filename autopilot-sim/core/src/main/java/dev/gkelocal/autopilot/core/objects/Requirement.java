package dev.gkelocal.autopilot.core.objects;

import java.util.List;
import java.util.Map;

/** One expression over labels: {@code key operator values}. Operators Gt and Lt compare integers and exist for nodes only. */
public record Requirement(String key, Operator operator, List<String> values) {
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GT,
        LT
    }

    public Requirement {
        values = List.copyOf(values);
    }

    public boolean matches(Map<String, String> labels) {
        var has = labels.containsKey(key);
        var value = labels.getOrDefault(key, "");
        return switch (operator) {
            case IN -> has && values.contains(value);
            case NOT_IN -> !has || !values.contains(value);
            case EXISTS -> has;
            case DOES_NOT_EXIST -> !has;
            case GT -> has && compare(value) > 0;
            case LT -> has && compare(value) < 0;
        };
    }

    /** Sign of label minus limit; 0, which matches neither operator, where one of them is no integer. */
    private int compare(String value) {
        try {
            return values.isEmpty() ? 0 : Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
        } catch (NumberFormatException noInteger) {
            return 0;
        }
    }
}

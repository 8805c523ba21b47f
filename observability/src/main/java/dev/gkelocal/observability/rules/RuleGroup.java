package dev.gkelocal.observability.rules;

import java.util.List;

/** Rules that are evaluated one after the other. */
public record RuleGroup(String name, List<Rule> rules) {
    public RuleGroup {
        rules = List.copyOf(rules);
    }

    static RuleGroup of(String name, Rule... rules) {
        return new RuleGroup(name, List.of(rules));
    }
}

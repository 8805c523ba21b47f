package dev.gkelocal.autopilot.core.provisioning.choice;

import java.util.List;
import java.util.Optional;

/**
 * The ranked options and the one that wins.
 *
 * @param ranked best score first
 * @param winner empty where there was no option
 * @param reason why it won, in one sentence
 */
public record Choice(List<Ranked> ranked, Optional<Ranked> winner, String reason) {
    public record Ranked(Option option, Score score) {}

    public Choice {
        ranked = List.copyOf(ranked);
    }
}

package dev.gkelocal.cli.platform;

import dev.gkelocal.embedded.state.ChildPhase;
import java.time.Duration;
import java.util.Locale;

/** Values of the platform as people read them. */
final class Words {
    private static final double KIB = 1024;

    private Words() {}

    static String of(ChildPhase phase) {
        return phase.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String of(Duration time) {
        if (time.toHours() > 0) {
            return "%dh%02dm".formatted(time.toHours(), time.toMinutesPart());
        }
        return time.toMinutes() > 0
                ? "%dm%02ds".formatted(time.toMinutes(), time.toSecondsPart())
                : time.toSeconds() + "s";
    }

    static String bytes(long count) {
        if (count < KIB * KIB) {
            return "%.0f KiB".formatted(count / KIB);
        }
        double mib = count / KIB / KIB;
        return mib < KIB ? "%.0f MiB".formatted(mib) : "%.1f GiB".formatted(mib / KIB);
    }
}

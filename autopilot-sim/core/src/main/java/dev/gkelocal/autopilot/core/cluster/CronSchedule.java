package dev.gkelocal.autopilot.core.cluster;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Five fields: minute, hour, day of month, month, day of week, with lists, ranges, steps, names and the usual words such as
 * {@code @hourly}. When both days are given, either is enough (crontab, and Kubernetes "CronJob").
 */
final class CronSchedule {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final Map<String, String> WORDS = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** Beyond it a schedule such as 31 February is taken to have no next time. */
    private static final int LONGEST_YEARS = 9;

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet daysOfMonth;
    private final BitSet months;
    private final BitSet daysOfWeek;
    private final boolean eitherDay;
    private final ZoneId zone;

    private CronSchedule(String[] fields, ZoneId zone) {
        minutes = bits(fields[0], 0, 59, List.of());
        hours = bits(fields[1], 0, 23, List.of());
        daysOfMonth = bits(fields[2], 1, 31, List.of());
        months = bits(fields[3], 1, 12, MONTHS);
        daysOfWeek = bits(fields[4], 0, 7, DAYS);
        if (daysOfWeek.get(7)) {
            daysOfWeek.set(0);
        }
        eitherDay = !isStar(fields[2]) && !isStar(fields[4]);
        this.zone = zone;
    }

    /** Empty where the text is no schedule. */
    static Optional<CronSchedule> parse(String text, ZoneId zone) {
        var fields = WORDS.getOrDefault(text.strip().toLowerCase(Locale.ROOT), text.strip())
                .split("\\s+", -1);
        try {
            return fields.length == 5 ? Optional.of(new CronSchedule(fields, zone)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The first time after the given one; a time that the clocks skip is left out, one that comes twice runs once. */
    Optional<Instant> after(Instant given) {
        var at = LocalDateTime.ofInstant(given, zone)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        var last = at.plusYears(LONGEST_YEARS);
        while (at.isBefore(last)) {
            if (!months.get(at.getMonthValue())) {
                at = at.toLocalDate().withDayOfMonth(1).plusMonths(1).atStartOfDay();
            } else if (!isDay(at.toLocalDate())) {
                at = at.toLocalDate().plusDays(1).atStartOfDay();
            } else if (!hours.get(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minutes.get(at.getMinute()) || !exists(at, given)) {
                at = at.plusMinutes(1);
            } else {
                return Optional.of(at.atZone(zone).toInstant());
            }
        }
        return Optional.empty();
    }

    private boolean exists(LocalDateTime at, Instant given) {
        return !zone.getRules().getValidOffsets(at).isEmpty()
                && at.atZone(zone).toInstant().isAfter(given);
    }

    private boolean isDay(LocalDate date) {
        var ofMonth = daysOfMonth.get(date.getDayOfMonth());
        var ofWeek = daysOfWeek.get(date.getDayOfWeek().getValue() % 7);
        return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
    }

    private static boolean isStar(String field) {
        return field.startsWith("*") || field.equals("?");
    }

    private static BitSet bits(String field, int from, int to, List<String> names) {
        var bits = new BitSet();
        for (var part : field.split(",", -1)) {
            var stepped = part.split("/", -1);
            int step = stepped.length > 1 ? number(stepped[1], List.of()) : 1;
            if (stepped.length > 2 || step < 1) {
                throw new IllegalArgumentException("no step: " + part);
            }
            var ends = isStar(stepped[0]) ? new String[] {"" + from, "" + to} : stepped[0].split("-", -1);
            int first = number(ends[0], names);
            int last = ends.length > 1 ? number(ends[1], names) : stepped.length > 1 ? to : first;
            if (first < from || last > to || first > last || ends.length > 2) {
                throw new IllegalArgumentException("outside " + from + " to " + to + ": " + part);
            }
            for (int i = first; i <= last; i += step) {
                bits.set(i);
            }
        }
        return bits;
    }

    private static int number(String text, List<String> names) {
        int named = names.indexOf(text.toLowerCase(Locale.ROOT));
        return named < 0 ? Integer.parseInt(text) : named + (names.size() == MONTHS.size() ? 1 : 0);
    }
}

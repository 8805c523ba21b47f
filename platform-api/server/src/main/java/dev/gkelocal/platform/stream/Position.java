package dev.gkelocal.platform.stream;

import dev.gkelocal.contracts.Topic;
import dev.gkelocal.contracts.Topics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How far a client has read: the offset of the last record of each topic, in the order of {@link Topics#ALL}. It only
 * ever grows, and holds across restarts of the gateway, because the offsets belong to the log.
 *
 * @param offsets {@link #NOTHING} for a topic of which nothing was read
 */
record Position(List<Long> offsets) {
    static final long NOTHING = -1;
    static final Position START = new Position(topics(_ -> NOTHING));

    private static final Pattern FORM = Pattern.compile("(-|\\d{1,18})(\\.(-|\\d{1,18}))*");

    Position {
        offsets = List.copyOf(offsets);
    }

    static Position of(OffsetOf offsetOf) {
        return new Position(topics(offsetOf));
    }

    /** Topics that are newer than the text count as unread. Empty when it is no position of ours. */
    static Optional<Position> parse(String id) {
        if (!FORM.matcher(id).matches()) {
            return Optional.empty();
        }
        var parts = id.split("\\.", -1);
        if (parts.length > Topics.ALL.size()) {
            return Optional.empty();
        }
        return Optional.of(new Position(IntStream.range(0, Topics.ALL.size())
                .mapToObj(i -> i < parts.length && !parts[i].equals("-") ? Long.parseLong(parts[i]) : NOTHING)
                .toList()));
    }

    long of(Topic<?> topic) {
        return offsets.get(Topics.ALL.indexOf(topic));
    }

    Position with(Topic<?> topic, long offset) {
        var moved = offsets.toArray(Long[]::new);
        moved[Topics.ALL.indexOf(topic)] = offset;
        return new Position(Arrays.asList(moved));
    }

    @Override
    public String toString() {
        return offsets.stream().map(it -> it == NOTHING ? "-" : it.toString()).collect(Collectors.joining("."));
    }

    private static List<Long> topics(OffsetOf offsetOf) {
        return Topics.ALL.stream().map(offsetOf::offset).toList();
    }

    /** Gives the offset for a topic. */
    interface OffsetOf {
        long offset(Topic<?> topic);
    }
}

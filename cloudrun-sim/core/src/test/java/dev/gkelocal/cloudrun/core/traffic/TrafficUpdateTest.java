package dev.gkelocal.cloudrun.core.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.cloudrun.TrafficTarget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code gcloud run services update-traffic} is arithmetic of the client (cloudrun sheet 4.2). */
class TrafficUpdateTest {

    /** Targets are written as {@code v1=90 LATEST=10 v2#canary}. */
    record Row(String name, String current, String given, String expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> updates() {
        return Stream.of(
                new Row("all to one", "LATEST=100", "v1=100", "v1=100"),
                new Row("no targets mean LATEST=100", "", "v1=30", "v1=30 LATEST=70"),
                new Row("the rest keeps what is left", "v1=100", "v2=10", "v1=90 v2=10"),
                new Row("tags move to 0 % targets", "v1=100#old", "v2=10", "v1=90 v2=10 v1=0#old"),
                new Row("in proportion", "v1=60 v2=20 v3=20", "v4=50", "v1=30 v2=10 v3=10 v4=50"),
                // 100 points off 3 x 1/3: 33.3 each; equal losses and traffic, so the first key gets the point
                new Row("lost points: equal, by key", "v1=20 v2=20 v3=20 v4=40", "v4=0", "v1=34 v2=33 v3=33"),
                // 90 left of 100: v1 50*.9=45, v2 25*.9=22.5, v3 25*.9=22.5: one point lost, equal fractions, by key
                new Row("lost points: larger fraction first", "v1=50 v2=25 v3=25", "v4=10", "v1=45 v2=23 v3=22 v4=10"),
                // 33 left of 100: v1 80*.33=26.4, v2 20*.33=6.6: the point goes to .6
                new Row("lost points: the fraction beats the traffic", "v1=80 v2=20", "v3=67", "v1=26 v2=7 v3=67"),
                new Row("lost points: LATEST is the last key", "LATEST=50 v2=50", "v3=99", "v2=1 v3=99 LATEST=0"),
                new Row("explicit 0 is dropped", "v1=50 v2=50", "v1=0", "v2=100"),
                new Row("scaled up", "v1=10 v2=90", "v2=20", "v1=80 v2=20"),
                new Row("nothing left drops the others", "v1=50 v2=50", "v3=100", "v3=100"),
                new Row("duplicates of the named one merge", "v1=30 v1=30 v2=40", "v1=50", "v1=50 v2=50"));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void setPercents_rescalesTheOthers(Row row) {
        // Given
        var given = new HashMap<Destination, Integer>();
        targets(row.given).forEach(it -> given.put(Destination.of(it), it.percent()));
        // When
        var change = TrafficUpdate.setPercents(targets(row.current), given);
        // Then
        assertThat(change).isEqualTo(new TrafficChange.Changed(targets(row.expected)));
    }

    static Stream<Row> refusals() {
        return Stream.of(
                new Row("over 100", "v1=100", "v2=60 v3=50", "Over 100% of traffic is specified."),
                new Row("negative", "v1=100", "v2=-1", "New traffic for target v2 is -1, not between 0 and 100"),
                new Row(
                        "all named, less than 100",
                        "v1=50 v2=50",
                        "v1=10 v2=20",
                        "Every target with traffic is updated but 100% of traffic has not been specified."),
                new Row("current sum", "v1=50", "v2=10", "Current traffic allocation of 50 is not 100 percent"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void setPercents_ofTheImpossible_isRefusedInGcloudsWords(Row row) {
        // Given
        var given = new HashMap<Destination, Integer>();
        targets(row.given).forEach(it -> given.put(Destination.of(it), it.percent()));
        // When
        var change = TrafficUpdate.setPercents(targets(row.current), given);
        // Then
        assertThat(change).isEqualTo(new TrafficChange.Refused(row.expected));
    }

    @Test
    void setPercents_ofAnything_sumsTo100AndIsNeverNegative() {
        var random = new Random(4);
        for (int run = 0; run < 5000; run++) {
            // Given
            var current = randomTargets(random, 1 + random.nextInt(6));
            var given = Map.of(Destination.parse("v" + random.nextInt(9)), random.nextInt(101));
            // When
            var change = TrafficUpdate.setPercents(current, given);
            // Then
            if (change instanceof TrafficChange.Changed(var targets)) {
                assertThat(targets.stream().mapToInt(TrafficTarget::percent).sum())
                        .as("%s with %s", current, given)
                        .isEqualTo(100);
                assertThat(targets).allMatch(it -> it.percent() >= 0);
            } else {
                assertThat(current).as("%s with %s", current, given).hasSize(1);
            }
        }
    }

    @Test
    void noTraffic_pinsLatestToTheLatestReady() {
        // Given
        var current = targets("v1=60 LATEST=40 v2=0#canary LATEST=0#next");
        // When
        var changed = TrafficUpdate.withoutLatest(current, "v2");
        // Then
        assertThat(changed).isEqualTo(targets("v1=60 v2=40 v2=0#canary LATEST=0#next"));
    }

    @Test
    void noTraffic_whenTheLatestReadyHasTrafficAlready_addsUp() {
        // Given
        var current = targets("v1=60 LATEST=40");
        // When
        var changed = TrafficUpdate.withoutLatest(current, "v1");
        // Then
        assertThat(changed).isEqualTo(targets("v1=100"));
    }

    @Test
    void noTraffic_withoutLatest_changesNothing() {
        // Given
        var current = targets("v1=100#blue");
        // When
        var changed = TrafficUpdate.withoutLatest(current, "v2");
        // Then
        assertThat(changed).isEqualTo(current);
    }

    @Test
    void tags_setAndRemoved_leaveThePercentAlone() {
        // Given
        var current = targets("v1=60#stable LATEST=40 v2=0#canary v2=0#old");
        // When
        var changed = TrafficUpdate.withTags(
                current, Map.of("stable", Destination.latest(), "blue", Destination.parse("v3")), Set.of("old"));
        // Then
        assertThat(changed).isEqualTo(targets("v1=60 LATEST=40 v2=0#canary v3=0#blue LATEST=0#stable"));
    }

    private static List<TrafficTarget> randomTargets(Random random, int count) {
        var targets = new ArrayList<TrafficTarget>();
        int left = 100;
        for (int i = 0; i < count - 1; i++) {
            int percent = random.nextInt(left + 1);
            targets.add(new TrafficTarget("v" + i, percent, null));
            left -= percent;
        }
        targets.add(TrafficTarget.latest(left));
        return targets.stream().filter(it -> it.percent() > 0).toList();
    }

    static List<TrafficTarget> targets(String text) {
        return Stream.of(text.split(" "))
                .filter(it -> !it.isEmpty())
                .map(it -> {
                    var keyAndRest = it.split("[=#]");
                    var tag = it.contains("#") ? it.substring(it.indexOf('#') + 1) : null;
                    return Destination.parse(keyAndRest[0]).at(Integer.parseInt(keyAndRest[1]), tag);
                })
                .collect(Collectors.toList());
    }
}

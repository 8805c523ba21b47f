package dev.gkelocal.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gkelocal.cloudrun.core.scaling.Autoscaler;
import dev.gkelocal.cloudrun.core.scaling.InstanceFacts;
import dev.gkelocal.cloudrun.core.scaling.LoadAverages;
import dev.gkelocal.cloudrun.core.scaling.RevisionFacts;
import dev.gkelocal.cloudrun.core.scaling.ScalingLimits;
import dev.gkelocal.cloudrun.core.scaling.ScalingSettings;
import dev.gkelocal.cloudrun.core.scaling.Standing;
import dev.gkelocal.contracts.InstanceId;
import dev.gkelocal.contracts.RevisionName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

/** A scaling decision as the platform published it, to be made again from the inputs that it names. */
record RecordedDecision(JsonNode json) {
    static RecordedDecision of(JsonNode json) {
        return new RecordedDecision(json);
    }

    /**
     * The formula's result must be the same, and so must the starts: where the requests are among the instances makes no difference
     * to them. Which idle instance had its retention behind it is not recorded, so stops may be fewer than with all of it behind them.
     */
    void assertFollowsTheFormula(ScalingSettings settings) {
        var now = Instant.parse(json.path("at").asText());
        var again = new Autoscaler(settings).decide(facts(settings, now), now);
        assertThat(number("recommended")).as(json.toString()).isEqualTo(again.formula());
        int change = number("to") - number("from");
        if (change > 0) {
            assertThat(change).as(json.toString()).isEqualTo(again.starts());
        } else {
            assertThat(-change).as(json.toString()).isBetween(1, again.stops().size());
            assertThat(json.path("reason").asText()).isEqualTo("IDLE");
        }
    }

    private RevisionFacts facts(ScalingSettings settings, Instant now) {
        int concurrency = (int) Math.round(json.path("targetPerInstance").asDouble() / settings.concurrencyTarget());
        return new RevisionFacts(
                RevisionName.parse(json.path("revision").asText()),
                Standing.SERVING,
                new ScalingLimits(concurrency, number("minInstances"), number("maxInstances")),
                new LoadAverages(
                        json.path("oneMinuteConcurrency").asDouble(),
                        json.path("tenMinuteConcurrency").asDouble()),
                instances(concurrency, now.minus(Duration.ofDays(1))),
                number("pending"),
                Duration.ZERO,
                Instant.MIN);
    }

    private ArrayList<InstanceFacts> instances(int concurrency, Instant longAgo) {
        var instances = new ArrayList<InstanceFacts>();
        int left = number("inFlight");
        for (int index = 0; index < number("from"); index++) {
            int busy = Math.min(left, concurrency);
            left -= busy;
            instances.add(new InstanceFacts.Ready(new InstanceId("i" + index), longAgo, busy, longAgo));
        }
        return instances;
    }

    private int number(String field) {
        return json.path(field).asInt();
    }
}

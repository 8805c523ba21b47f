package dev.gkelocal.cloudrun.core.revision;

import static dev.gkelocal.cloudrun.core.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gkelocal.contracts.ServiceName;
import dev.gkelocal.contracts.Version;
import dev.gkelocal.contracts.cloudrun.EnvVar;
import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** When a template makes a revision, and how it is called (cloudrun sheet 3.3, 4.1; section 7, item 19). */
class RevisionPlanTest {
    private static final ServiceName WEB = new ServiceName("local", "us-central1", "web");

    @Test
    void automaticName_isServiceGenerationAndThreeRandomCharacters() {
        // Given
        var random = new Random(6);
        var names = new HashSet<String>();
        // When
        for (int i = 0; i < 1000; i++) {
            names.add(RevisionNames.automatic("web", 7, random));
        }
        // Then
        assertThat(names).allMatch(it -> it.matches("web-00007-[a-z0-9]{3}")).hasSizeGreaterThan(950);
    }

    @Test
    void automaticName_ofALateGeneration_growsBeyondFiveDigits() {
        // Given
        long generation = 123_456;
        // When
        var name = RevisionNames.automatic("web", generation, new Random(6));
        // Then
        assertThat(name).matches("web-123456-[a-z0-9]{3}");
    }

    @Test
    void firstTemplate_makesARevision() {
        // Given
        var template = template().build();
        // When
        var plan = RevisionPlan.of("web", template, 1, null, null, new Random(6));
        // Then
        assertThat(plan)
                .isInstanceOfSatisfying(
                        RevisionPlan.Create.class, it -> assertThat(it.name()).startsWith("web-00001-"));
    }

    @Test
    void sameTemplate_makesNone() {
        // Given
        var latest = revision("web-00001-abc", template().build());
        // When
        var plan = RevisionPlan.of("web", template().build(), 2, latest, null, new Random(6));
        // Then
        assertThat(plan).isEqualTo(new RevisionPlan.Keep("web-00001-abc"));
    }

    @Test
    void anyChangeOfTheTemplate_makesARevision() {
        // Given
        var latest = revision("web-00001-abc", template().build());
        var changed = List.of(
                template().env(new EnvVar("A", "1")).build(),
                template().concurrency(20).build(),
                template().resources(2000, 512, true).build(),
                template().scaling(1, 100).build(),
                template().image("local/hello:2").build(),
                template()
                        .labels(Map.of("client.knative.dev/nonce", "abcdefghij"))
                        .build());
        for (var template : changed) {
            // When
            var plan = RevisionPlan.of("web", template, 2, latest, null, new Random(6));
            // Then
            assertThat(plan).as("%s", template).isInstanceOf(RevisionPlan.Create.class);
        }
    }

    @Test
    void chosenName_isUsedAsItIs() {
        // Given
        var template = template().revision("web-blue").build();
        // When
        var plan = RevisionPlan.of(
                "web", template, 2, revision("web-00001-abc", template().build()), null, new Random(6));
        // Then
        assertThat(plan).isEqualTo(new RevisionPlan.Create("web-blue"));
    }

    @Test
    void chosenName_withTheSameTemplate_changesNothing() {
        // Given
        var blue = revision("web-blue", template().revision("web-blue").build());
        // When
        var plan = RevisionPlan.of("web", template().revision("web-blue").build(), 3, blue, blue, new Random(6));
        // Then
        assertThat(plan).isEqualTo(new RevisionPlan.Keep("web-blue"));
    }

    @Test
    void chosenName_withAnotherTemplate_isTaken() {
        // Given
        var blue = revision("web-blue", template().revision("web-blue").build());
        var template = template().revision("web-blue").concurrency(1).build();
        // When
        var plan = RevisionPlan.of("web", template, 3, blue, blue, new Random(6));
        // Then
        assertThat(plan)
                .isInstanceOfSatisfying(
                        RevisionPlan.NameTaken.class,
                        it -> assertThat(it.message())
                                .isEqualTo("Revision named 'web-blue' with different configuration already exists."));
    }

    private static RevisionState revision(String name, RevisionTemplate template) {
        return new RevisionState(
                WEB.revision(name),
                Version.first(1),
                1,
                "uid",
                template,
                "sha256:1",
                Instant.EPOCH,
                null,
                false,
                List.of());
    }
}

package dev.gkelocal.cloudrun.core.revision;

import dev.gkelocal.contracts.cloudrun.RevisionState;
import dev.gkelocal.contracts.cloudrun.RevisionTemplate;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a service's template calls for (cloudrun sheet 3.3, 4.1). */
public sealed interface RevisionPlan {

    /** A revision of this short name is to be made. */
    record Create(String name) implements RevisionPlan {}

    /** The template is that of a revision that exists already: only traffic and metadata change. */
    record Keep(String name) implements RevisionPlan {}

    /** The chosen name belongs to a revision with another template: 409 ALREADY_EXISTS. */
    record NameTaken(String name) implements RevisionPlan {
        public String message() {
            return "Revision named '" + name + "' with different configuration already exists.";
        }
    }

    /**
     * @param generation of the service once the template is accepted
     * @param latestCreated absent for a new service
     * @param sameName the revision that has the name that the template chose; absent when none has, or none is chosen
     */
    static RevisionPlan of(
            String service,
            RevisionTemplate template,
            long generation,
            @Nullable RevisionState latestCreated,
            @Nullable RevisionState sameName,
            RandomGenerator random) {
        var chosen = template.revision();
        if (chosen != null) {
            return Optional.ofNullable(sameName)
                    .<RevisionPlan>map(
                            it -> sameContent(it.template(), template) ? new Keep(chosen) : new NameTaken(chosen))
                    .orElseGet(() -> new Create(chosen));
        }
        if (latestCreated != null && sameContent(latestCreated.template(), template)) {
            return new Keep(latestCreated.name().revision());
        }
        return new Create(RevisionNames.automatic(service, generation, random));
    }

    /** Whether two templates differ in nothing but the name; an image tag that moved does not count (sheet 3.3). */
    static boolean sameContent(RevisionTemplate one, RevisionTemplate other) {
        return named(one).equals(named(other));
    }

    private static RevisionTemplate named(RevisionTemplate template) {
        return new RevisionTemplate(
                null,
                template.labels(),
                template.annotations(),
                template.scaling(),
                template.maxInstanceRequestConcurrency(),
                template.timeout(),
                template.serviceAccount(),
                template.executionEnvironment(),
                template.sessionAffinity(),
                template.healthCheckDisabled(),
                template.containers());
    }
}

package dev.gkelocal.e2e.driver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the platform of a sandbox runs: what is seen and broken there past its commands and addresses. */
public sealed interface Home permits EmbeddedHome, KindHome {
    Outcome up(Sandbox sandbox);

    /** A start that has not ended yet. @param variables of its environment, beside the usual ones */
    Command beginUp(Sandbox sandbox, Map<String, String> variables);

    Outcome down(Sandbox sandbox);

    /** Addresses in use; missing while the platform is down. */
    JsonNode endpoints();

    /** Of the platform as a whole: {@code ready} when everything is. */
    String phase();

    List<Running> parts();

    /** Instances of a service by their ids. */
    Map<String, Running> instancesOf(String service);

    /** Whatever belongs to the platform now. */
    List<Running> everything();

    boolean isAlive(Running one);

    /** SIGKILL, as the kernel does it when memory is out. */
    void kill(Running victim);

    /** SIGSTOP: it keeps its connections and answers nothing. */
    void freeze(Running victim);

    void thaw(Running victim);

    /** So that frozen ones can be stopped. */
    void thawAll();

    /** How long clients may go without an answer after the end of the only ingress, on a quiet machine. */
    Duration longestGap();

    void assertNothingLeft();

    /** What it has written, as far as that is kept. */
    String log(Part part);

    /** Those that {@code status -o json} tells of. */
    List<Part> partsIn(JsonNode status);

    /** Of a second start while everything runs. */
    void assertHadNothingToDo(Outcome up);

    default Optional<Running> find(Part part) {
        var name = Target.isKind() ? part.workload() : part.process();
        return parts().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    default Running part(Part part) {
        return find(part).orElseThrow(() -> new AssertionError("no " + part + " among " + parts()));
    }

    default void assertReady() {
        assertThat(phase()).isEqualTo("ready");
        assertThat(parts()).isNotEmpty().allMatch(it -> it.isReady() && isAlive(it));
    }

    /** Whether it runs again after its end. */
    default boolean isSuccessor(Part part, Running before) {
        return find(part)
                .filter(it -> !it.identity().isEmpty() && !it.identity().equals(before.identity()))
                .isPresent();
    }
}

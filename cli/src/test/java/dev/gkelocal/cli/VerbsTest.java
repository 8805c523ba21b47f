package dev.gkelocal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine.Command;

class VerbsTest {
    @ParameterizedTest
    @EnumSource(Verbs.class)
    void names_ofAVerb_areThoseOfItsCommand(Verbs verb) {
        // Given
        var command = verb.command().getAnnotation(Command.class);
        // Then
        assertThat(verb.names())
                .isEqualTo(Stream.concat(Stream.of(command.name()), Stream.of(command.aliases()))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"status,STATUS", "start,UP", "run,RUN"})
    void verb_ofAUsualLine_isAllThatIsMade(String word, Verbs verb) {
        assertThat(Verbs.neededFor(word, "--help")).containsExactly(verb);
    }

    @ParameterizedTest
    @CsvSource({"statsu", "completion", "train", "--verbose"})
    void verb_thatIsUnknownOrAboutAll_needsAll(String word) {
        assertThat(Verbs.neededFor(word)).isEqualTo(List.of(Verbs.values()));
    }
}

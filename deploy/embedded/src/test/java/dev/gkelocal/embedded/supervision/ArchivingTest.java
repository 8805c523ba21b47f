package dev.gkelocal.embedded.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.embedded.launch.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchivingTest {
    @Test
    void train_writtenAndRead_isTheSame() {
        // Given
        var target = Path.of("/tmp/with:colon/broker.aotconf");
        // When
        var read = Archiving.parse(Archiving.train(Program.BROKER, target));
        // Then
        assertThat(read).isEqualTo(new Archiving.Train(Program.BROKER, target));
    }

    @Test
    void unknownWord_isRefused_namingTheKnownOnes() {
        assertThatThrownBy(() -> Archiving.parse("maybe")).hasMessageContaining("make, use, off");
    }
}

package dev.gkelocal.embedded.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DebugPortTest {
    @Test
    void flags_ofTheNamedProgram_listenOnLoopback() {
        assertThat(DebugPort.flags(Program.CLOUDRUN_SIM, "cloudrun-sim:5005"))
                .singleElement()
                .asString()
                .contains("address=127.0.0.1:5005", "suspend=n");
    }

    @Test
    void flags_ofAnotherProgramOrWithoutWish_areNone() {
        assertThat(DebugPort.flags(Program.BROKER, "cloudrun-sim:5005")).isEmpty();
        assertThat(DebugPort.flags(Program.BROKER, null)).isEmpty();
    }

    @Test
    void flags_ofMalformedWish_sayTheForm() {
        assertThatThrownBy(() -> DebugPort.flags(Program.BROKER, "cloudrun-sim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PROGRAM:PORT");
    }
}

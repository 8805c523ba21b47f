package dev.gkelocal.images.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gkelocal.images.SourceRejected;
import dev.gkelocal.images.Tool;
import dev.gkelocal.images.registry.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeModulesTest {
    private static final Interpreter TARGET = new Interpreter("node:1", "1.0.0", new Platform("linux", "amd64"), false);

    @TempDir
    private Path modules;

    @Test
    void settle_ofALinkToAProgram_makesAProgramThatStartsIt() throws Exception {
        // Given: a program that looks for a file beside itself
        file("tool/words", "beside");
        var program = file("tool/bin.sh", "#!/bin/sh\ncat \"$(dirname \"$0\")/words\"; echo \" $1\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(modules.resolve(".bin"));
        var link = Files.createSymbolicLink(modules.resolve(".bin/tool"), Path.of("../tool/bin.sh"));

        // When
        NodeModules.settle(modules, TARGET);

        // Then
        assertThat(link).isRegularFile();
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(Tool.run(Path.of("/"), List.of(link.toString(), "a b")).output())
                .isEqualTo("beside a b\n");
    }

    @Test
    void settle_ofALinkToAFolder_isRejected() throws IOException {
        Files.createSymbolicLink(modules.resolve("mine"), Path.of("../elsewhere"));

        assertThatThrownBy(() -> NodeModules.settle(modules, TARGET))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("'mine' is a link to ../elsewhere");
    }

    @Test
    void settle_ofWhatWasCompiledForAnotherNode_isRejected() throws IOException {
        file("addon/build/Release/addon.node", "");

        assertThatThrownBy(() -> NodeModules.settle(modules, TARGET))
                .hasMessageContaining("npm compiled 'addon/build/Release/addon.node' for the Node of this machine");
    }

    private Path file(String name, String text) throws IOException {
        var file = modules.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}

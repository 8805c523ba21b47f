package dev.gkelocal.cli.demo;

import dev.gkelocal.cli.terminal.CommandFailed;
import dev.gkelocal.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Takes a sample a second and shows it; a moment at which the platform does not answer leaves a gap. */
final class Recording {
    private final Scene.Camera camera;
    private final Terminal terminal;
    private final boolean shown;
    private final List<Sample> samples = new ArrayList<>();

    Recording(Scene.Camera camera, Terminal terminal, boolean shown) {
        this.camera = camera;
        this.terminal = terminal;
        this.shown = shown;
    }

    void head() {
        if (shown) {
            terminal.print(Sample.head());
        }
    }

    synchronized void take(Function<Scene, Sample> sampled) {
        try {
            var sample = sampled.apply(camera.look());
            samples.add(sample);
            if (shown) {
                terminal.print(sample.line());
            }
        } catch (CommandFailed gap) {
            terminal.warn("one second is missing: " + gap.getMessage());
        }
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    synchronized boolean endsAtZero() {
        return !samples.isEmpty() && samples.getLast().scene().isEmpty();
    }
}

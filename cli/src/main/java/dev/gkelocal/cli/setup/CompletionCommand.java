package dev.gkelocal.cli.setup;

import dev.gkelocal.cli.project.Session;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gke-local completion}. */
@Command(
        name = "completion",
        description = "Print a script that completes commands and options in a shell.",
        footer = {
            "",
            "Examples:",
            "  source <(gke-local completion bash)",
            "  source <(gke-local completion zsh)",
            "  gke-local completion fish >~/.config/fish/completions/gke-local.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    enum Shell {
        BASH,
        ZSH,
        FISH
    }

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    private Shell shell = Shell.BASH;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Session session;

    public CompletionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var root = spec.root();
        session.terminal()
                .print(
                        switch (shell) {
                            // The script of picocli turns on zsh's bash mode itself.
                            case BASH, ZSH -> AutoComplete.bash(root.name(), root.commandLine());
                            case FISH -> FishCompletion.of(root);
                        });
        return 0;
    }
}

package dev.gkelocal.images.containers;

import dev.gkelocal.images.Recipe;
import dev.gkelocal.images.Recipe.Launch;
import java.util.List;

/** What a program needs below it, which decides the base image. */
enum BaseKind {
    JAVA,
    PYTHON,
    NODE,
    /** A shell and the usual small programs. */
    OTHER;

    private static final List<String> PYTHON_PROGRAMS =
            List.of("gunicorn", "uvicorn", "hypercorn", "flask", "streamlit");
    private static final List<String> NODE_PROGRAMS = List.of("node", "npm", "npx", "yarn", "pnpm");

    static BaseKind of(Recipe recipe) {
        return switch (recipe.launch()) {
            case Launch.Exec(var command) -> ofProgram(command.getFirst());
            case Launch.Shell(var line) -> ofProgram(firstProgram(line));
            case Launch.Java ignored -> JAVA;
            case Launch.JavaSource ignored -> JAVA;
            case Launch.Python ignored -> PYTHON;
            case Launch.Node ignored -> NODE;
        };
    }

    /** The word of a shell's line that is the program: after {@code exec} and assignments. */
    private static String firstProgram(String line) {
        for (var word : line.strip().split("\\s+")) {
            if (!word.equals("exec") && !word.matches("[A-Za-z_][A-Za-z0-9_]*=.*")) {
                return word;
            }
        }
        return "";
    }

    private static BaseKind ofProgram(String program) {
        var name = program.substring(program.lastIndexOf('/') + 1);
        if (name.equals("java")) {
            return JAVA;
        }
        if (name.matches("python[0-9.]*") || PYTHON_PROGRAMS.contains(name)) {
            return PYTHON;
        }
        return NODE_PROGRAMS.contains(name) ? NODE : OTHER;
    }
}

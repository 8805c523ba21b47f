package dev.gkelocal.platform.problems;

/** Ends a request with a problem. Carries no stack trace: it is an answer, not a failure of the program. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

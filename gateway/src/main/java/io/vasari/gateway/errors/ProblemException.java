package io.vasari.gateway.errors;

import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a request with a problem. It carries no stack trace: it is an answer, not a fault. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private ProblemException(Problem problem, Optional<Duration> retryAfter) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail), type.status() == 503 ? Optional.of(RETRY_AFTER) : Optional.empty());
    }

    public ProblemException(ProblemType type, List<FieldError> errors) {
        this(Problem.of(type, errors), Optional.empty());
    }

    public static ProblemException invalid(FieldError error) {
        return new ProblemException(ProblemType.INVALID_REQUEST, List.of(error));
    }

    public Problem problem() {
        return problem;
    }

    Response toResponse() {
        return problem.toResponse(retryAfter);
    }
}

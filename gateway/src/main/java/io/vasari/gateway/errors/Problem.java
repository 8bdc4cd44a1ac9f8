package io.vasari.gateway.errors;

import io.vasari.contracts.Json;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error as RFC 9457 writes it.
 *
 * @param type identifies the kind of problem
 * @param title the kind of problem in words
 * @param status the HTTP status
 * @param detail what happened this time and what to do about it
 * @param errors what is wrong field by field, where fields are to blame
 */
public record Problem(String type, String title, int status, String detail, Optional<List<FieldError>> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type.uri(), type.title(), type.status(), detail, Optional.empty());
    }

    /** A request with wrong fields; the detail is the messages in one line. */
    public static Problem of(ProblemType type, List<FieldError> errors) {
        var detail = String.join("; ", errors.stream().map(FieldError::message).toList());
        return new Problem(type.uri(), type.title(), type.status(), detail, Optional.of(List.copyOf(errors)));
    }

    public boolean is(ProblemType kind) {
        return type.equals(kind.uri());
    }

    Problem withStatus(int status) {
        return new Problem(type, title, status, detail, errors);
    }

    /** The response without caching, and with the pause before a retry where there is one. */
    Response toResponse(Optional<Duration> retryAfter) {
        var response = Response.status(status)
                .type(MEDIA_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(Json.write(this));
        retryAfter.ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, pause.toSeconds()));
        return response.build();
    }
}

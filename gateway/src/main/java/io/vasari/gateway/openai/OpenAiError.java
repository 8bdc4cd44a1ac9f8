package io.vasari.gateway.openai;

import io.vasari.gateway.errors.FieldError;
import io.vasari.gateway.errors.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A problem as OpenAI writes errors. */
@Schema(name = "OpenAiError")
record OpenAiError(Body error) {
    /** What this farm calls a field that has another name there. */
    private static final Map<String, String> NAMES =
            Map.of("samples", "n", "width", "size", "height", "size", "init_image", "image", "prompts", "prompt");

    private static final int FIRST_SERVER_STATUS = 500;

    /** The error itself. */
    @Schema(name = "OpenAiErrorBody")
    record Body(
            String message,
            @Schema(description = "invalid_request_error or server_error") String type,
            @Schema(description = "The first field that is wrong") Optional<String> param,
            @Schema(examples = "invalid_request") Optional<String> code) {}

    static OpenAiError of(Problem problem) {
        var errors = problem.errors().orElse(List.of());
        var message = errors.isEmpty()
                ? problem.detail()
                : errors.stream().map(OpenAiError::message).distinct().collect(Collectors.joining("; "));
        return new OpenAiError(new Body(
                message,
                problem.status() < FIRST_SERVER_STATUS ? "invalid_request_error" : "server_error",
                errors.stream().findFirst().map(error -> nameOf(error.field())),
                Optional.of(problem.type()
                        .substring(problem.type().lastIndexOf(':') + 1)
                        .replace('-', '_'))));
    }

    private static String message(FieldError error) {
        String name = nameOf(error.field());
        String start = error.field() + ":";
        return error.message().startsWith(start)
                ? name + ":" + error.message().substring(start.length())
                : error.message();
    }

    private static String nameOf(String field) {
        return NAMES.getOrDefault(field, field);
    }
}

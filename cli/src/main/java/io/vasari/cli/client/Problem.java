package io.vasari.cli.client;

import com.fasterxml.jackson.databind.JsonNode;

/** An {@code application/problem+json} answer, in words. */
final class Problem {
    static String describe(int status, JsonNode problem) {
        var text = new StringBuilder();
        text.append(problem.path("detail").asText(problem.path("title").asText("the farm answered " + status)));
        for (JsonNode error : problem.path("errors")) {
            String message = error.path("message").asText();
            if (text.indexOf(message) < 0) {
                text.append(System.lineSeparator())
                        .append("  ")
                        .append(error.path("field").asText())
                        .append(": ")
                        .append(message);
            }
        }
        return text.toString();
    }

    private Problem() {}
}

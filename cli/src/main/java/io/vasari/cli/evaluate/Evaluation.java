package io.vasari.cli.evaluate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What the critic says, for programs and for people.
 *
 * @param document every figure at full precision
 * @param text a table, and the verdict in words
 */
public record Evaluation(JsonNode document, String text) {}

package io.vasari.models.diffusers.pipeline;

/**
 * What a text encoder makes of a prompt.
 *
 * @param length tokens
 * @param width numbers a token
 * @param values token by token; never written
 */
public record PromptEmbedding(int length, int width, float[] values) {}

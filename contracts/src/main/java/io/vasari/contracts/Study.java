package io.vasari.contracts;

import java.util.Optional;

/**
 * What makes a job a study: its samples are a grid, a row of {@link Conditioning.TextPrompts#prompts} for each variant and
 * a column of {@link Conditioning.SharedNoise#seeds} for each noise.
 *
 * @param template what the variants were made from; empty when they were given
 */
public record Study(Perturbation perturbation, Expectation expectation, Optional<String> template) {}

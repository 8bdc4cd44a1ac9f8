package io.vasari.scores.verdict;

import io.vasari.contracts.Verdict;

/** A verdict and the sentence that gives its reason. */
public record Judgement(Verdict verdict, String text) {}

package io.vasari.evaluator.aggregate;

/** A job as one classifier sees it. */
public record JobKey(Subject subject, String jobId) {}

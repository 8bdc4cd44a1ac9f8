package io.vasari.worker.batch;

import io.vasari.contracts.ModelRef;

/** What samples must have in common to share a pass. */
public record BatchKey(ModelRef model) {}

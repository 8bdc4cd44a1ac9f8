package io.vasari.worker.batch;

import io.vasari.contracts.ModelRef;
import java.util.Optional;

/**
 * What samples must have in common to share a pass.
 *
 * @param format empty when the model alone decides it
 */
public record BatchKey(ModelRef model, Optional<Format> format) {
    public BatchKey(ModelRef model) {
        this(model, Optional.empty());
    }
}

package io.vasari.worker.batch;

import io.vasari.contracts.ModelRef;
import java.util.Optional;

/**
 * What samples must have in common to share a pass.
 *
 * @param format empty when the model alone decides it
 * @param alone whether its passes have one sample each, and yield to those of all other keys
 */
public record BatchKey(ModelRef model, Optional<Format> format, boolean alone) {
    public BatchKey(ModelRef model, Optional<Format> format) {
        this(model, format, false);
    }

    public BatchKey(ModelRef model) {
        this(model, Optional.empty());
    }

    /** For samples that are to have no neighbours. */
    public BatchKey byItself() {
        return new BatchKey(model, format, true);
    }
}

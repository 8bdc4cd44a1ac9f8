package io.vasari.benchmarks.bare;

import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.models.DiffusionRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What every sample of a measurement is: the same words, so that only steps and company differ.
 *
 * @param steps of a sample
 */
public record DiffusionWish(int steps) {
    private static final String PROMPT = "ornate green vase";
    private static final double GUIDANCE = 3;

    /** As the fields of a job. */
    public Map<String, Object> fields() {
        return Map.of("prompt", PROMPT, "guidance_scale", GUIDANCE, "steps", steps);
    }

    /** As the model itself takes it, in the size that its card names. */
    public DiffusionRequest request(Path zoo, ModelRef model) {
        var image = ModelCatalog.read(zoo)
                .find(model.id())
                .flatMap(ModelCard::image)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model " + model.id() + " in " + zoo + " has no card that names a size under 'image'"));
        return new DiffusionRequest(
                PROMPT, "", GUIDANCE, steps, Optional.empty(), image.width(), image.height(), Optional.empty());
    }

    /** For the results. */
    @Override
    public String toString() {
        return steps + " steps of \"" + PROMPT + "\" with guidance " + GUIDANCE;
    }
}

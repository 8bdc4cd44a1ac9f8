package io.vasari.benchmarks.bare;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.ModelCard;
import io.vasari.contracts.ModelCatalog;
import io.vasari.contracts.ModelRef;
import io.vasari.models.DiffusionRequest;
import java.nio.file.Path;
import java.util.List;
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
        var image = image(zoo, model);
        return new DiffusionRequest(
                PROMPT, "", GUIDANCE, steps, Optional.empty(), image.width(), image.height(), Optional.empty());
    }

    /** As a worker's task has it, in the size that the model's card names. */
    public TextPrompts prompts(Path zoo, ModelRef model, int samples) {
        var image = image(zoo, model);
        var sampling = new Sampling(steps, GUIDANCE, Sampling.MODELS_OWN_SCHEDULER, image.width(), image.height());
        return new TextPrompts(List.of(new Prompt(PROMPT, samples)), "", sampling, Optional.empty());
    }

    private static ModelCard.Image image(Path zoo, ModelRef model) {
        return ModelCatalog.read(zoo)
                .find(model.id())
                .flatMap(ModelCard::image)
                .orElseThrow(() -> new IllegalArgumentException(
                        "model " + model.id() + " in " + zoo + " has no card that names a size under 'image'"));
    }

    /** For the results. */
    @Override
    public String toString() {
        return steps + " steps of \"" + PROMPT + "\" with guidance " + GUIDANCE;
    }
}

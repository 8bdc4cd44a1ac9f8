package io.vasari.models.diffusers.pipeline;

import java.util.Optional;

/**
 * What the denoiser is told about one sample besides its latents and timestep.
 *
 * @param prompt empty for denoisers that read none
 * @param negative what guidance leads away from; empty without guidance
 * @param learned embedding of the guidance scale, for denoisers that learned guidance
 * @param scale of the guidance
 * @param rescale of its contrast, 0 for not at all
 */
record Conditions(
        Optional<PromptEmbedding> prompt,
        Optional<PromptEmbedding> negative,
        Optional<float[]> learned,
        double scale,
        double rescale) {

    /** Nothing at all. */
    static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty(), Optional.empty(), 1, 0);

    boolean isGuided() {
        return negative.isPresent();
    }
}

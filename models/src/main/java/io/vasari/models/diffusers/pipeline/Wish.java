package io.vasari.models.diffusers.pipeline;

import io.vasari.models.sampler.StepOptions;

/**
 * What a sample is to be, but for its size and what it starts from.
 *
 * @param prompt empty for none
 * @param negativePrompt what to stay away from; without effect unless guided
 * @param guidanceScale how far to go from the negative prompt to the prompt and beyond; up to 1 for no guidance
 * @param guidanceRescale 0 to 1: how much of the contrast that guidance adds is taken back (S. Lin et al., "Common diffusion
 *     noise schedules and sample steps are flawed", 2023, section 3.4)
 * @param clipSkip how many of the text encoder's last layers the prompt is spared; the negative prompt gets all
 */
public record Wish(
        String prompt,
        String negativePrompt,
        double guidanceScale,
        double guidanceRescale,
        int clipSkip,
        StepOptions options) {

    /** The greatest guidance scale. */
    public static final double MAX_GUIDANCE = 100;

    public Wish {
        if (!(guidanceScale >= 0 && guidanceScale <= MAX_GUIDANCE)) {
            throw new IllegalArgumentException(
                    "guidance_scale is " + guidanceScale + ", it must be 0 to " + (int) MAX_GUIDANCE);
        }
        if (!(guidanceRescale >= 0 && guidanceRescale <= 1)) {
            throw new IllegalArgumentException("guidance_rescale is " + guidanceRescale + ", it must be 0 to 1");
        }
        if (clipSkip < 0) {
            throw new IllegalArgumentException("clip_skip is " + clipSkip + ", it must be 0 or more");
        }
    }

    /** Without refinements. */
    public static Wish of(String prompt, String negativePrompt, double guidanceScale) {
        return new Wish(prompt, negativePrompt, guidanceScale, 0, 0, StepOptions.DEFAULT);
    }

    /** With other options of the sampler. */
    public Wish with(StepOptions other) {
        return new Wish(prompt, negativePrompt, guidanceScale, guidanceRescale, clipSkip, other);
    }
}

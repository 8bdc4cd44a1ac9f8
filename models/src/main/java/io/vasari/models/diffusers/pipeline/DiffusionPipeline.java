package io.vasari.models.diffusers.pipeline;

import io.vasari.models.ModelLoadException;
import io.vasari.models.sampler.Noise;
import io.vasari.models.sampler.Sampler;
import io.vasari.models.sampler.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * The networks of a diffusers pipeline with their weights, and what is done with them. Knows nothing of seeds: whoever calls
 * gives the noise. Safe for use by many threads at once; {@link #close} must come after the last call has returned.
 */
public final class DiffusionPipeline implements AutoCloseable {

    private final Denoiser denoiser;
    private final Optional<PromptEncoder> prompts;
    private final LatentCodec codec;

    /**
     * Takes ownership of all of them.
     *
     * @throws ModelLoadException if they do not fit together
     */
    public DiffusionPipeline(Denoiser denoiser, Optional<PromptEncoder> prompts, LatentCodec codec) {
        if (denoiser.inChannels() != codec.latentChannels()) {
            throw new ModelLoadException("the unet reads " + denoiser.inChannels() + " channels, but latents have "
                    + codec.latentChannels() + "; unets with further inputs, such as for a mask, are not supported");
        }
        if (denoiser.outChannels() != denoiser.inChannels() && denoiser.outChannels() != 2 * denoiser.inChannels()) {
            throw new ModelLoadException("the unet has " + denoiser.outChannels() + " out_channels; expected as many as"
                    + " in_channels, " + denoiser.inChannels() + ", or twice as many");
        }
        if (denoiser.readsPrompts() != prompts.isPresent()) {
            throw new ModelLoadException(
                    denoiser.readsPrompts()
                            ? "the unet reads prompts, but there is no text_encoder"
                            : "there is a text_encoder, but the unet reads no prompts");
        }
        this.denoiser = denoiser;
        this.prompts = prompts;
        this.codec = codec;
    }

    public Denoiser denoiser() {
        return denoiser;
    }

    public LatentCodec codec() {
        return codec;
    }

    /** Present if it takes prompts. */
    public Optional<PromptEncoder> prompts() {
        return prompts;
    }

    /**
     * Starts a sample from noise.
     *
     * @param initial standard normal numbers, which are scaled as the sampler wants
     * @param noise of the sampler's own draws
     * @throws IllegalArgumentException naming what the pipeline cannot do
     */
    public Draft start(Wish wish, Sampler sampler, int steps, LatentShape shape, float[] initial, Noise noise) {
        Schedule schedule = sampler.schedule(steps);
        return new Draft(
                shape, conditions(wish), noise, Optional.empty(), sampler.start(schedule, initial, wish.options()));
    }

    /** Starts a sample from an image. */
    public Draft start(Wish wish, Sampler sampler, int steps, LatentShape shape, InitialImage initial, Noise noise) {
        Schedule schedule = sampler.schedule(steps);
        int first = schedule.startIndex(initial.strength());
        // As diffusers does it: with a mask and full strength, nothing of the image is left in the part that changes.
        boolean pure = initial.mask().isPresent() && initial.strength() == 1;
        var trajectory = pure
                ? sampler.start(schedule, initial.noise(), wish.options())
                : sampler.startFrom(schedule, first, initial.clean(), initial.noise(), wish.options());
        Optional<KeptRegion> kept = initial.mask().map(mask -> new KeptRegion(initial.clean(), initial.noise(), mask));
        return new Draft(shape, conditions(wish), noise, kept, trajectory);
    }

    /**
     * Takes unfinished drafts of one shape a step further, in one pass. If it throws, none has changed.
     *
     * @return the drafts after the step, in the same order
     */
    public List<Draft> advance(List<Draft> drafts) {
        return drafts.isEmpty() ? List.of() : new Pass(denoiser, drafts).run();
    }

    /**
     * The images of drafts of one shape.
     *
     * @throws IllegalArgumentException if one came to values that are no numbers, of which there is no image
     */
    public ImageTensor decode(List<Draft> drafts) {
        drafts.forEach(DiffusionPipeline::requireNumbers);
        return ImageTensor.joined(drafts.stream()
                .map(draft -> codec.decode(draft.latents(), draft.shape()))
                .toList());
    }

    private static void requireNumbers(Draft draft) {
        for (float latent : draft.latents()) {
            if (!Float.isFinite(latent)) {
                throw new IllegalArgumentException("after " + draft.stepsDone() + " of " + draft.steps()
                        + " steps a sample has values that are no finite numbers;"
                        + " take another scheduler, more steps or less guidance");
            }
        }
    }

    /** Memory that the weights of its networks take. */
    public long sizeBytes() {
        return denoiser.weights().sizeBytes()
                + codec.sizeBytes()
                + prompts.map(PromptEncoder::sizeBytes).orElse(0L);
    }

    /** How many tensors its networks hold; the same before and after any call. */
    public int heldTensors() {
        return denoiser.weights().held()
                + codec.heldTensors()
                + prompts.map(PromptEncoder::heldTensors).orElse(0);
    }

    private Conditions conditions(Wish wish) {
        if (prompts.isEmpty()) {
            requireNoWords(wish);
            return Conditions.NONE;
        }
        PromptEncoder encoder = prompts.get();
        var learned = denoiser.guidanceWidth();
        boolean guided = wish.guidanceScale() > 1 && learned.isEmpty();
        return new Conditions(
                Optional.of(encoder.encode(wish.prompt(), wish.clipSkip())),
                // Diffusers never skips layers for the negative prompt.
                guided ? Optional.of(encoder.encode(wish.negativePrompt(), 0)) : Optional.empty(),
                learned.isPresent()
                        ? Optional.of(Guidance.embedded(wish.guidanceScale(), learned.getAsInt()))
                        : Optional.empty(),
                wish.guidanceScale(),
                wish.guidanceRescale());
    }

    private static void requireNoWords(Wish wish) {
        if (!wish.prompt().isEmpty() || !wish.negativePrompt().isEmpty()) {
            throw new IllegalArgumentException((wish.prompt().isEmpty() ? "negative_prompt" : "prompt")
                    + " must be empty: this model takes no text");
        }
        if (wish.guidanceScale() > 1) {
            throw new IllegalArgumentException("guidance_scale is " + wish.guidanceScale()
                    + ", it must be at most 1: this model takes no text that could guide it");
        }
    }

    @Override
    public void close() {
        denoiser.close();
        prompts.ifPresent(PromptEncoder::close);
        codec.close();
    }
}

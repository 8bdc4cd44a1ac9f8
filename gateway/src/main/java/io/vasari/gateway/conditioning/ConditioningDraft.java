package io.vasari.gateway.conditioning;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.gateway.uploads.ImageUploads;
import java.util.List;
import java.util.Optional;

/**
 * Conditioning that was read and checked, with its images not stored yet: a request that is refused leaves nothing behind.
 *
 * @param prompts at least one
 */
public record ConditioningDraft(List<Prompt> prompts, String negativePrompt, Sampling sampling, Optional<Start> start) {
    /** What the samples start from, as PNGs of the size of the samples. */
    public record Start(byte[] image, double strength, Optional<byte[]> mask) {}

    /** Stores its images. */
    public TextPrompts store(ImageUploads uploads) {
        return new TextPrompts(
                prompts,
                negativePrompt,
                sampling,
                start.map(from -> new StartImage(
                        uploads.put(from.image()), from.strength(), from.mask().map(uploads::put))));
    }
}

package io.vasari.models.diffusers;

import io.vasari.models.diffusers.pipeline.Denoiser;
import io.vasari.models.diffusers.pipeline.DiffusionPipeline;
import io.vasari.models.diffusers.pipeline.LatentShape;
import java.util.List;

/**
 * Which sizes of images a pipeline makes.
 *
 * @param latentFactor pixels per latent along one side
 * @param multipleOf what width and height must be multiples of
 * @param maxPixels greatest width and height
 * @param defaultWidthPixels what it was trained on, as far as is known
 * @param defaultHeightPixels what it was trained on, as far as is known
 */
public record ImageLimits(
        int latentFactor, int multipleOf, int maxPixels, int defaultWidthPixels, int defaultHeightPixels) {

    /** A bound on what one request may make a worker allocate. */
    private static final int MOST_PIXELS = 2048;

    /** The default of diffusers, in latents. */
    private static final List<Integer> USUAL_SIZE = List.of(64, 64);

    static ImageLimits of(DiffusionPipeline pipeline) {
        Denoiser denoiser = pipeline.denoiser();
        return of(denoiser.sampleSize(), denoiser.levels(), pipeline.codec().factor());
    }

    /**
     * The limits of a pipeline.
     *
     * @param sampleSize height and width of the latents it was trained on; empty if unknown
     * @param levels resolutions that the denoiser works at
     * @param factor pixels per latent along one side
     */
    static ImageLimits of(List<Integer> sampleSize, int levels, int factor) {
        List<Integer> trained = sampleSize.isEmpty() ? USUAL_SIZE : sampleSize;
        // Pixels are halved by the denoiser itself, and must come out even; latents may be odd.
        int multiple = factor > 1 ? factor : 1 << (levels - 1);
        return new ImageLimits(factor, multiple, MOST_PIXELS, trained.get(1) * factor, trained.get(0) * factor);
    }

    /** @throws IllegalArgumentException naming width or height, its value and what it must be */
    public void require(int widthPixels, int heightPixels) {
        require("width", widthPixels);
        require("height", heightPixels);
    }

    private void require(String field, int pixels) {
        if (pixels < multipleOf || pixels > maxPixels || pixels % multipleOf != 0) {
            throw new IllegalArgumentException(field + " is " + pixels + ", it must be a multiple of " + multipleOf
                    + " from " + multipleOf + " to " + maxPixels);
        }
    }

    LatentShape latents(DiffusionPipeline pipeline, int widthPixels, int heightPixels) {
        int factor = pipeline.codec().factor();
        return new LatentShape(pipeline.codec().latentChannels(), heightPixels / factor, widthPixels / factor);
    }
}

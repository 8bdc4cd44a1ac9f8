package io.vasari.models.diffusers.pipeline;

/**
 * What an inpainted sample keeps of its image: after each step, where the mask is 0, the image with as much noise as is left.
 * As diffusers' inpainting pipeline does it for denoisers without inputs for a mask.
 *
 * @param clean latents of the image
 * @param noise that the image is mixed with, the same at all steps
 * @param mask per latent pixel: 1 where the sample may change, 0 where the image stays
 */
record KeptRegion(float[] clean, float[] noise, float[] mask) {

    /** The sample where the mask is 1, elsewhere the other. */
    float[] blend(float[] sample, float[] image) {
        float[] blended = new float[sample.length];
        for (int i = 0; i < blended.length; i++) {
            float open = mask[i % mask.length];
            blended[i] = open * sample[i] + (1 - open) * image[i];
        }
        return blended;
    }
}

package io.vasari.training.steps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vasari.models.noise.Philox4x32;
import java.util.function.UnaryOperator;

/**
 * Inverted dropout whose masks are a pure function of (seed, stream, position), so that a resumed run draws what an
 * uninterrupted one would have drawn.
 *
 * <p>N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014. Each element takes 16
 * random bits, so the share is exact to 1/65536. One instance serves one forward pass.
 */
public final class DropoutMasks implements UnaryOperator<NDArray> {

    private final NDManager step;
    private final int threshold;
    private final float kept;
    private final long seed;
    private final long stream;
    private int block;

    /**
     * @param step owner of the masks
     * @param share of elements that become 0, below 1; the others are scaled up by 1 / (1 - share)
     * @param stream tells forward passes apart
     */
    public DropoutMasks(NDManager step, double share, long seed, long stream) {
        this.step = step;
        this.threshold = (int) Math.round(share * 65536);
        this.kept = (float) (1 / (1 - share));
        this.seed = seed;
        this.stream = stream;
    }

    @Override
    public NDArray apply(NDArray activations) {
        float[] mask = new float[(int) activations.size()];
        int[] words = new int[Philox4x32.WORDS];
        for (int i = 0; i < mask.length; ) {
            words[0] = block++;
            words[1] = ~0;
            words[2] = (int) stream;
            words[3] = (int) (stream >>> 32);
            Philox4x32.encrypt(words, (int) seed, (int) (seed >>> 32));
            for (int w = 0; w < Philox4x32.WORDS && i < mask.length; w++) {
                mask[i++] = (words[w] & 0xFFFF) < threshold ? 0 : kept;
                if (i < mask.length) {
                    mask[i++] = (words[w] >>> 16) < threshold ? 0 : kept;
                }
            }
        }
        return activations.mul(step.create(mask, activations.getShape()));
    }
}

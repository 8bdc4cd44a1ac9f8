package io.vasari.training.attributes;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.attributes.AttributeNetwork;
import io.vasari.models.weights.Parameters;
import io.vasari.training.steps.Shuffle;
import io.vasari.training.steps.StepRun;
import io.vasari.training.vases.VaseMixture;
import io.vasari.training.vases.VaseTrait;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The cross-entropy of all traits, in nats, on pictures with a little noise: what a generator paints is never quite clean.
 *
 * <p>A step's rows depend on seed and step alone.
 */
final class AttributesLoss implements StepRun.Loss {

    private static final int PIXELS = AttributesConfigs.PIXELS;
    private static final double MAX_NOISE = 0.12;
    private static final long SPREAD = 0xD1B54A32D192ED03L;

    private final AttributeNetwork network;
    private final VaseMixture vases;
    private final long seed;
    private final int size;
    private final float[] pixels;

    AttributesLoss(AttributeNetwork network, VaseMixture vases, long seed, int size) {
        this.network = network;
        this.vases = vases;
        this.seed = seed;
        this.size = size;
        this.pixels = new float[size * PIXELS];
    }

    @Override
    public NDArray at(long step, NDManager scratch, Parameters weights) {
        int perEpoch = vases.size() / size;
        int[] order = Shuffle.order(vases.size(), seed, (int) (step / perEpoch));
        int from = (int) (step % perEpoch) * size;
        IntStream.range(0, size).parallel().forEach(row -> fillRow(row, order[from + row], step * size + row));
        NDArray rows = scratch.create(pixels, new Shape(size, 3, AttributesConfigs.SIDE, AttributesConfigs.SIDE));
        Map<String, NDArray> logits = network.logits(rows, weights);
        NDArray loss = scratch.create(0f);
        for (VaseTrait trait : VaseTrait.values()) {
            NDArray truth = scratch.create(
                    truth(trait, order, from), new Shape(size, trait.labels().size()));
            loss = loss.sub(
                    logits.get(trait.key()).logSoftmax(1).mul(truth).sum().div(size));
        }
        return loss;
    }

    private void fillRow(int row, int picture, long index) {
        Random random = new Random(seed ^ SPREAD * (index + 1));
        vases.copyPlanes(picture, pixels, row * PIXELS);
        double noise = MAX_NOISE * random.nextDouble();
        for (int i = row * PIXELS; i < (row + 1) * PIXELS; i++) {
            pixels[i] += (float) (noise * random.nextGaussian());
        }
    }

    private float[] truth(VaseTrait trait, int[] order, int from) {
        int labels = trait.labels().size();
        float[] truth = new float[size * labels];
        for (int row = 0; row < size; row++) {
            truth[row * labels + trait.classOf(vases.traits(order[from + row]))] = 1;
        }
        return truth;
    }
}

package io.vasari.training.lenet;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vasari.models.lenet.Lenet;
import io.vasari.models.weights.Weights;
import io.vasari.training.mnist.DigitSet;
import io.vasari.training.steps.Adam;
import io.vasari.training.steps.DropoutMasks;
import io.vasari.training.steps.TrackedWeights;
import java.util.Random;

/** Steps of {@link Lenet} on digits that are shifted by up to two pixels each way. */
final class LenetTrainer {

    private static final double RATE = 1e-3;
    private static final double DROPOUT = 0.4;
    private static final int MAX_SHIFT = 2;
    private static final int SIDE = 28;

    private final Weights weights;
    private final Adam adam;
    private final DigitSet digits;
    private final long seed;
    private final float[] rows;
    private final float[] targets;

    LenetTrainer(Weights weights, Adam adam, DigitSet digits, long seed, int batch) {
        this.weights = weights;
        this.adam = adam;
        this.digits = digits;
        this.seed = seed;
        this.rows = new float[batch * DigitSet.PIXELS];
        this.targets = new float[batch * Lenet.CLASSES];
    }

    /**
     * One step.
     *
     * @param images to learn from, one batch
     * @param step since the first weights, from 0
     * @param totalSteps over which the rate falls to 0 along half a cosine
     * @return the cross-entropy, in nats
     */
    float step(int[] images, long step, long totalSteps) {
        fill(images, new Random(seed ^ (0xD1B54A32D192ED03L * (step + 1))));
        double rate = RATE * 0.5 * (1 + Math.cos(Math.PI * step / totalSteps));
        try (NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            var tracked = new TrackedWeights(weights, scratch);
            NDArray pixels = scratch.create(rows, new Shape(images.length, 1, SIDE, SIDE));
            NDArray logits = Lenet.trainingLogits(pixels, tracked, new DropoutMasks(scratch, DROPOUT, seed, step));
            NDArray wanted = scratch.create(targets, new Shape(images.length, Lenet.CLASSES));
            NDArray loss = logits.logSoftmax(1).mul(wanted).sum().div(-images.length);
            collector.backward(loss);
            adam.step(rate, weights, tracked);
            return loss.getFloat();
        }
    }

    private void fill(int[] images, Random random) {
        java.util.Arrays.fill(targets, 0);
        java.util.Arrays.fill(rows, 0);
        for (int row = 0; row < images.length; row++) {
            targets[row * Lenet.CLASSES + digits.labels()[images[row]]] = 1;
            int down = random.nextInt(2 * MAX_SHIFT + 1) - MAX_SHIFT;
            int right = random.nextInt(2 * MAX_SHIFT + 1) - MAX_SHIFT;
            copyShifted(images[row] * DigitSet.PIXELS, row * DigitSet.PIXELS, down, right);
        }
    }

    private void copyShifted(int from, int to, int down, int right) {
        for (int y = Math.max(0, down); y < Math.min(SIDE, SIDE + down); y++) {
            for (int x = Math.max(0, right); x < Math.min(SIDE, SIDE + right); x++) {
                int source = from + (y - down) * SIDE + x - right;
                rows[to + y * SIDE + x] = (digits.pixels()[source] & 0xFF) / 255f;
            }
        }
    }
}

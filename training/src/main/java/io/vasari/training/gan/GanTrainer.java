package io.vasari.training.gan;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vasari.models.gan.Discriminator;
import io.vasari.models.gan.Generator;
import io.vasari.models.noise.SampleNoise;
import io.vasari.training.mnist.DigitSet;
import io.vasari.training.steps.DropoutMasks;
import io.vasari.training.steps.TrackedWeights;

/**
 * The alternating steps of a GAN (I. Goodfellow et al., 2014, with the non-saturating loss of its section 3).
 *
 * <p>A step paints one batch of fakes, moves the discriminator on reals (label 0.9) and fakes (label 0), then the generator
 * on what the moved discriminator says of the same fakes (label 1).
 */
final class GanTrainer {

    private static final double RATE = 2e-4;
    private static final float REAL_LABEL = 0.9f;

    private final GanState state;
    private final DigitSet digits;
    private final long seed;
    private final int batch;
    private final float[] realRows;
    private final float[] noiseRows;
    private final float[] labels;

    GanTrainer(GanState state, DigitSet digits, long seed, int batch) {
        this.state = state;
        this.digits = digits;
        this.seed = seed;
        this.batch = batch;
        this.realRows = new float[batch * Generator.PIXELS];
        this.noiseRows = new float[batch * Generator.NOISE];
        this.labels = new float[2 * batch];
        java.util.Arrays.fill(labels, 0, batch, REAL_LABEL);
    }

    /** Whole batches in an epoch; the images that are left over change with every shuffle. */
    int stepsPerEpoch() {
        return digits.size() / batch;
    }

    int images() {
        return digits.size();
    }

    /**
     * One step of both networks.
     *
     * @param order the epoch's images
     * @param step from 0
     */
    GanLosses step(int[] order, int step) {
        for (int row = 0; row < batch; row++) {
            digits.copyScaled(order[step * batch + row], realRows, row * Generator.PIXELS);
            SampleNoise.fill(seed, state.steps() * batch + row, noiseRows, row * Generator.NOISE, Generator.NOISE);
        }
        try (NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray noise = scratch.create(noiseRows, new Shape(batch, Generator.NOISE));
            var generator = new TrackedWeights(state.generator(), scratch);
            NDArray fakes = Generator.trainingForward(noise, generator);
            float discriminatorLoss = moveDiscriminator(scratch, collector, fakes.stopGradient());
            float generatorLoss = moveGenerator(scratch, collector, generator, fakes);
            state.stepDone();
            return new GanLosses(discriminatorLoss, generatorLoss);
        }
    }

    private float moveDiscriminator(NDManager scratch, GradientCollector collector, NDArray fakes) {
        NDArray reals = scratch.create(realRows, new Shape(batch, Generator.PIXELS));
        NDArray targets = scratch.create(labels, new Shape(2L * batch, 1));
        var discriminator = new TrackedWeights(state.discriminator(), scratch);
        NDArray logits = Discriminator.trainingLogits(reals.concat(fakes, 0), discriminator, dropout(scratch, 0));
        NDArray loss = softplus(logits).sub(logits.mul(targets)).sum().div(batch);
        collector.backward(loss);
        state.discriminatorAdam().step(RATE, state.discriminator(), discriminator);
        return loss.getFloat();
    }

    private float moveGenerator(
            NDManager scratch, GradientCollector collector, TrackedWeights generator, NDArray fakes) {
        NDArray logits = Discriminator.trainingLogits(fakes, state.discriminator(), dropout(scratch, 1));
        NDArray loss = softplus(logits.neg()).sum().div(batch);
        collector.backward(loss);
        state.generatorAdam().step(RATE, state.generator(), generator);
        return loss.getFloat();
    }

    private DropoutMasks dropout(NDManager scratch, int pass) {
        return new DropoutMasks(scratch, Discriminator.DROPOUT, seed, 2 * state.steps() + pass);
    }

    private static NDArray softplus(NDArray x) {
        return x.getNDArrayInternal().softPlus();
    }
}

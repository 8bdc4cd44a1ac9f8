package io.vasari.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ImageShape;
import io.vasari.models.SampleKey;
import io.vasari.models.noise.SampleNoise;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.nio.ByteOrder;
import java.util.List;

/** {@link Generator} and {@link Discriminator} with trained weights. */
public final class MnistGan implements GenerativeModel {

    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);
    private static final int ROWS = 64;

    private final Weights generator;
    private final Weights discriminator;

    /** Takes ownership of the weights. */
    public MnistGan(Weights generator, Weights discriminator) {
        this.generator = generator;
        this.discriminator = discriminator;
    }

    @Override
    public ImageShape shape() {
        return SHAPE;
    }

    @Override
    public int batchSize() {
        return ROWS;
    }

    @Override
    public GeneratedBatch generate(List<SampleKey> samples) {
        return generate(samples, new float[samples.size()]);
    }

    @Override
    public GeneratedBatch generateUnjudged(List<SampleKey> samples) {
        return generate(samples, new float[0]);
    }

    private GeneratedBatch generate(List<SampleKey> samples, float[] belief) {
        byte[] pixels = new byte[samples.size() * Generator.PIXELS];
        float[] noise = new float[ROWS * Generator.NOISE];
        for (int from = 0; from < samples.size(); from += ROWS) {
            int first = from;
            int count = Math.min(ROWS, samples.size() - first);
            for (int row = 0; row < count; row++) {
                SampleKey key = samples.get(first + row);
                SampleNoise.fill(key.seed(), key.index(), noise, row * Generator.NOISE, Generator.NOISE);
            }
            Inference.run(scratch -> pass(scratch, noise, first, count, pixels, belief));
        }
        return new GeneratedBatch(samples.size(), SHAPE, pixels, belief);
    }

    private void pass(NDManager scratch, float[] noise, int first, int count, byte[] pixels, float[] belief) {
        NDArray images = Generator.forward(scratch.create(noise, new Shape(ROWS, Generator.NOISE)), generator);
        if (belief.length > 0) {
            NDArray logits = Discriminator.logits(images, discriminator);
            logits.getNDArrayInternal()
                    .sigmoid()
                    .toByteBuffer(true)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer()
                    .get(belief, first, count);
        }
        // Conversion truncates, so 128 instead of 127.5 rounds to the nearest; [-1, 1] becomes [0.5, 255.5].
        NDArray bytes = images.muli(127.5f).addi(128f).toType(DataType.UINT8, false);
        bytes.toByteBuffer(true).get(pixels, first * Generator.PIXELS, count * Generator.PIXELS);
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
    }
}

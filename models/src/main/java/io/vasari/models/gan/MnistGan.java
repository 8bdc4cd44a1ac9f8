package io.vasari.models.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.GenerativeModel;
import io.vasari.models.ImageShape;
import io.vasari.models.RowCounts;
import io.vasari.models.SampleKey;
import io.vasari.models.noise.SampleNoise;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;

/** {@link Generator} and {@link Discriminator} with trained weights. */
public final class MnistGan implements GenerativeModel {

    private static final ImageShape SHAPE = new ImageShape(28, 28, 1);

    /** Rows of the pass that says which bytes are right. */
    private static final int REFERENCE_ROWS = 64;

    private static final int[] OTHER_ROWS = {16, 32, 128};

    private final Weights generator;
    private final Weights discriminator;
    private final RowCounts rowCounts;

    /** Takes ownership of the weights. */
    public MnistGan(Weights generator, Weights discriminator) {
        this.generator = generator;
        this.discriminator = discriminator;
        this.rowCounts = RowCounts.agreeingWith(REFERENCE_ROWS, OTHER_ROWS, this::trial);
    }

    @Override
    public ImageShape shape() {
        return SHAPE;
    }

    @Override
    public int batchSize() {
        return rowCounts.largest();
    }

    @Override
    public long sizeBytes() {
        return generator.sizeBytes() + discriminator.sizeBytes();
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
        int most = rowCounts.largest();
        for (int from = 0; from < samples.size(); from += most) {
            int first = from;
            int count = Math.min(most, samples.size() - first);
            float[] noise = noise(samples.subList(first, first + count), rowCounts.fitting(count));
            Inference.run(scratch -> {
                NDArray images = images(scratch, noise);
                if (belief.length > 0) {
                    read(beliefs(images), belief, first, count);
                }
                // Conversion truncates, so 128 instead of 127.5 rounds to the nearest; [-1, 1] becomes [0.5, 255.5].
                NDArray bytes = images.muli(127.5f).addi(128f).toType(DataType.UINT8, false);
                bytes.toByteBuffer(true).get(pixels, first * Generator.PIXELS, count * Generator.PIXELS);
            });
        }
        return new GeneratedBatch(samples.size(), SHAPE, pixels, belief);
    }

    private static float[] noise(List<SampleKey> samples, int rows) {
        float[] noise = new float[rows * Generator.NOISE];
        for (int row = 0; row < samples.size(); row++) {
            SampleKey key = samples.get(row);
            SampleNoise.fill(key.seed(), key.index(), noise, row * Generator.NOISE, Generator.NOISE);
        }
        return noise;
    }

    private NDArray images(NDManager scratch, float[] noise) {
        var shape = new Shape(noise.length / Generator.NOISE, Generator.NOISE);
        return Generator.forward(scratch.create(noise, shape), generator);
    }

    private NDArray beliefs(NDArray images) {
        return Discriminator.logits(images, discriminator).getNDArrayInternal().sigmoid();
    }

    /** Per row its pixels and the discriminator's belief. */
    private float[] trial(int firstRow, int rows) {
        var keys = IntStream.range(firstRow, firstRow + rows)
                .mapToObj(index -> new SampleKey(0, index))
                .toList();
        int width = Generator.PIXELS + 1;
        float[] results = new float[rows * width];
        Inference.run(scratch -> {
            NDArray images = images(scratch, noise(keys, rows));
            float[] beliefs = beliefs(images).toFloatArray();
            float[] pixels = images.toFloatArray();
            for (int row = 0; row < rows; row++) {
                System.arraycopy(pixels, row * Generator.PIXELS, results, row * width, Generator.PIXELS);
                results[row * width + Generator.PIXELS] = beliefs[row];
            }
        });
        return results;
    }

    private static void read(NDArray values, float[] target, int first, int count) {
        values.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().get(target, first, count);
    }

    @Override
    public void close() {
        generator.close();
        discriminator.close();
    }
}

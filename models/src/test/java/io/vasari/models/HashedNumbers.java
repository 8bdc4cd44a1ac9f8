package io.vasari.models;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.weights.Weights;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Numbers that follow from a name alone, so that a reference made elsewhere need not bring its weights and inputs: splitmix64,
 * seeded with the name's CRC-32, as uniform numbers of variance 1.
 */
public final class HashedNumbers {

    private HashedNumbers() {}

    /** The first numbers of a name. */
    public static float[] of(String name, long count) {
        CRC32 crc = new CRC32();
        crc.update(name.getBytes(StandardCharsets.UTF_8));
        float[] numbers = new float[Math.toIntExact(count)];
        for (int i = 0; i < numbers.length; i++) {
            long z = (crc.getValue() << 32) + (i + 1) * 0x9E3779B97F4A7C15L;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            double uniform = (double) (z >>> 40) / (1 << 24);
            numbers[i] = (float) ((uniform * 2 - 1) * Math.sqrt(3));
        }
        return numbers;
    }

    /** Small biases, norms near 1, and all else scaled to keep the variance. */
    public static Weights weights(Map<String, Shape> shapes) {
        Weights weights = new Weights();
        shapes.forEach((name, shape) -> {
            float[] values = of(name, shape.size());
            for (int i = 0; i < values.length; i++) {
                values[i] = scaled(values[i], name, shape);
            }
            weights.put(name, shape, values);
        });
        return weights;
    }

    private static float scaled(float value, String name, Shape shape) {
        if (name.endsWith(".bias")) {
            return value * 0.1f;
        }
        return shape.dimension() == 1
                ? value * 0.2f + 1
                : value * (float) (1 / Math.sqrt((double) shape.size() / shape.get(0)));
    }
}

package io.vasari.training.mnist;

import java.nio.ByteBuffer;
import java.util.Random;

/** Small IDX files, and drawings that a network can learn: each class is a bright bar at its own height. */
public final class IdxFixture {

    private IdxFixture() {}

    /** A file of black images. */
    static byte[] images(int count) {
        return ByteBuffer.allocate(16 + count * 784)
                .putInt(0x803)
                .putInt(count)
                .putInt(28)
                .putInt(28)
                .array();
    }

    /** A file of the labels 0, 1, ... 9, 0, ... */
    static byte[] labels(int count) {
        ByteBuffer buffer = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
        for (int i = 0; i < count; i++) {
            buffer.put((byte) (i % 10));
        }
        return buffer.array();
    }

    /** Labelled bars with some noise. */
    public static DigitSet bars(int count, long seed) {
        Random random = new Random(seed);
        byte[] pixels = new byte[count * DigitSet.PIXELS];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++) {
            labels[image] = (byte) (image % 10);
            for (int i = 0; i < DigitSet.PIXELS; i++) {
                boolean bar = i / 28 / 2 == 2 + labels[image];
                pixels[image * DigitSet.PIXELS + i] = (byte) ((bar ? 200 : 0) + random.nextInt(40));
            }
        }
        return new DigitSet(pixels, labels);
    }
}

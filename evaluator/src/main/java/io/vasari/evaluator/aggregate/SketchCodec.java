package io.vasari.evaluator.aggregate;

import io.vasari.scores.state.Reservoir;
import java.nio.ByteBuffer;

/** Sketches as bytes: a version, then the fields in order. */
public final class SketchCodec {
    private static final byte VERSION = 1;
    private static final int HEADER = Byte.BYTES + Long.BYTES + 3 * Integer.BYTES;

    private SketchCodec() {}

    public static byte[] write(FeatureSketch sketch) {
        Reservoir reservoir = sketch.reservoir();
        float[] features = reservoir.features();
        long[] keys = reservoir.keys();
        long[] hashes = reservoir.perceptualHashes();
        var bytes = ByteBuffer.allocate(HEADER + features.length * Float.BYTES + 2 * keys.length * Long.BYTES)
                .put(VERSION)
                .putLong(sketch.limit())
                .putInt(reservoir.capacity())
                .putInt(reservoir.dimension())
                .putInt(keys.length);
        for (int i = 0; i < keys.length; i++) {
            bytes.putLong(keys[i]).putLong(hashes[i]);
        }
        bytes.asFloatBuffer().put(features);
        return bytes.array();
    }

    public static FeatureSketch read(byte[] written) {
        var bytes = ByteBuffer.wrap(written);
        byte version = bytes.get();
        if (version != VERSION) {
            throw new IllegalStateException("a sketch of features of version " + version + ", this evaluator reads "
                    + VERSION + ": delete its streams folder and changelog to look again");
        }
        long limit = bytes.getLong();
        int capacity = bytes.getInt();
        int dimension = bytes.getInt();
        var keys = new long[bytes.getInt()];
        var hashes = new long[keys.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = bytes.getLong();
            hashes[i] = bytes.getLong();
        }
        var builder = Reservoir.builder(capacity, dimension);
        var features = bytes.asFloatBuffer();
        var row = new float[dimension];
        for (int i = 0; i < keys.length; i++) {
            features.get(row);
            builder.add(keys[i], row, hashes[i]);
        }
        return new FeatureSketch(limit, builder.build());
    }
}

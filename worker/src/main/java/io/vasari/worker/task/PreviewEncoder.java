package io.vasari.worker.task;

import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngEncoder;
import io.vasari.worker.batch.PassOutput;
import java.util.Arrays;

/** Small PNGs of pictures that may be large: sides over {@value #MOST_PIXELS} pixels are shrunk by a whole factor. */
final class PreviewEncoder {
    static final String MEDIA_TYPE = PngEncoder.MEDIA_TYPE;
    static final int MOST_PIXELS = 256;

    /** @param painted of which the first picture is encoded */
    byte[] encode(PassOutput painted) {
        var shape = painted.shape();
        int factor = (Math.max(shape.width(), shape.height()) + MOST_PIXELS - 1) / MOST_PIXELS;
        var small =
                new Pixels(Math.max(1, shape.width() / factor), Math.max(1, shape.height() / factor), shape.channels());
        byte[] pixels = factor == 1 ? painted.pixels() : shrunk(painted.pixels(), shape, small, factor);
        try (var encoder = new PngEncoder(small)) {
            int length = encoder.encode(pixels, 0);
            return Arrays.copyOf(encoder.bytes(), length);
        }
    }

    /** Every pixel is the mean of those it stands for. */
    private static byte[] shrunk(byte[] pixels, Pixels shape, Pixels small, int factor) {
        byte[] result = new byte[small.sizeBytes()];
        int channels = shape.channels();
        for (int i = 0; i < result.length; i++) {
            int left = i / channels % small.width() * factor;
            int top = i / small.rowBytes() * factor;
            int right = Math.min(left + factor, shape.width());
            int bottom = Math.min(top + factor, shape.height());
            int sum = 0;
            for (int y = top; y < bottom; y++) {
                for (int x = left; x < right; x++) {
                    sum += pixels[(y * shape.width() + x) * channels + i % channels] & 0xFF;
                }
            }
            int count = (right - left) * (bottom - top);
            result[i] = (byte) ((sum + count / 2) / count);
        }
        return result;
    }
}

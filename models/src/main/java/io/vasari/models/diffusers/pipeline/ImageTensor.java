package io.vasari.models.diffusers.pipeline;

import io.vasari.models.GeneratedBatch;
import io.vasari.models.ImageShape;
import java.util.List;

/**
 * Images as numbers.
 *
 * @param values from 0 to 1: image by image, channel by channel, row by row
 */
public record ImageTensor(int count, int channels, int heightPixels, int widthPixels, float[] values) {

    public ImageTensor {
        if (values.length != count * channels * heightPixels * widthPixels) {
            throw new IllegalArgumentException(values.length + " numbers for " + count + " images of " + channels + "x"
                    + heightPixels + "x" + widthPixels);
        }
    }

    /** One image of 8-bit pixels with its channels interleaved. */
    public static ImageTensor of(byte[] pixels, ImageShape shape) {
        int area = shape.heightPixels() * shape.widthPixels();
        float[] values = new float[pixels.length];
        for (int i = 0; i < values.length; i++) {
            values[i % shape.channels() * area + i / shape.channels()] = Byte.toUnsignedInt(pixels[i]) / 255f;
        }
        return new ImageTensor(1, shape.channels(), shape.heightPixels(), shape.widthPixels(), values);
    }

    /** Images of one size, one after the other. */
    static ImageTensor joined(List<ImageTensor> images) {
        ImageTensor first = images.get(0);
        float[] values = new float[images.size() * first.values.length];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.get(i).values, 0, values, i * first.values.length, first.values.length);
        }
        return new ImageTensor(images.size(), first.channels, first.heightPixels, first.widthPixels, values);
    }

    /** The sizes of the tensor. */
    public List<Long> sizes() {
        return List.of((long) count, (long) channels, (long) heightPixels, (long) widthPixels);
    }

    /** The same with 8 bits a channel, rounded to the nearest. */
    public GeneratedBatch toBatch() {
        int area = heightPixels * widthPixels;
        byte[] pixels = new byte[values.length];
        int at = 0;
        for (int image = 0; image < count; image++) {
            for (int pixel = 0; pixel < area; pixel++) {
                for (int channel = 0; channel < channels; channel++) {
                    pixels[at++] = (byte) Math.rint(values[(image * channels + channel) * area + pixel] * 255f);
                }
            }
        }
        return new GeneratedBatch(count, new ImageShape(widthPixels, heightPixels, channels), pixels, new float[0]);
    }
}

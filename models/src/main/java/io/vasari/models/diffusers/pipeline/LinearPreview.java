package io.vasari.models.diffusers.pipeline;

import io.vasari.models.noise.SampleNoise;
import java.util.Arrays;

/**
 * A decoder's best linear approximation: every latent pixel becomes one pixel. Fitted by least squares to what the decoder
 * makes of random latents, so it needs no table per autoencoder.
 */
final class LinearPreview {

    private static final int PROBES = 16;
    private static final int SIDE = 8;
    private static final double RIDGE = 1e-3;

    /** How much of a probe's variance all its pixels share: decoders are seldom shown white noise. */
    private static final double SHARED = 0.5;

    private final int channels;
    private final int inputs;
    private final double[][] weights;

    private LinearPreview(double[][] weights, int inputs) {
        this.weights = weights;
        this.channels = weights.length;
        this.inputs = inputs;
    }

    /** What is approximated. */
    @FunctionalInterface
    interface Decoder {
        ImageTensor decode(float[] latents, LatentShape shape);
    }

    static LinearPreview fit(LatentCodec codec) {
        return fit(codec.latentChannels(), codec.imageChannels(), codec.factor(), codec::decode);
    }

    static LinearPreview fit(int latentChannels, int imageChannels, int factor, Decoder decoder) {
        LatentShape shape = new LatentShape(latentChannels, SIDE, SIDE);
        int inputs = latentChannels + 1;
        double[][] square = new double[inputs][inputs];
        double[][] products = new double[imageChannels][inputs];
        for (int probe = 0; probe < PROBES; probe++) {
            float[] latents = probe(probe, shape);
            ImageTensor small = pooled(decoder.decode(latents, shape), factor);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                double[] x = column(latents, pixel, inputs, SIDE * SIDE);
                for (int i = 0; i < inputs; i++) {
                    for (int j = 0; j < inputs; j++) {
                        square[i][j] += x[i] * x[j];
                    }
                    for (int channel = 0; channel < products.length; channel++) {
                        products[channel][i] += x[i] * small.values()[channel * SIDE * SIDE + pixel];
                    }
                }
            }
        }
        for (int i = 0; i < inputs; i++) {
            square[i][i] += RIDGE;
        }
        return new LinearPreview(
                Arrays.stream(products).map(right -> solved(square, right)).toArray(double[][]::new), inputs);
    }

    ImageTensor apply(float[] latents, LatentShape shape) {
        int area = shape.height() * shape.width();
        float[] values = new float[channels * area];
        for (int pixel = 0; pixel < area; pixel++) {
            double[] x = column(latents, pixel, inputs, area);
            for (int channel = 0; channel < channels; channel++) {
                double sum = 0;
                for (int i = 0; i < inputs; i++) {
                    sum += weights[channel][i] * x[i];
                }
                values[channel * area + pixel] = (float) Math.min(Math.max(sum, 0), 1);
            }
        }
        return new ImageTensor(1, channels, shape.height(), shape.width(), values);
    }

    private static float[] probe(int number, LatentShape shape) {
        int area = shape.height() * shape.width();
        float[] white = new float[shape.size() + shape.channels()];
        SampleNoise.fill(0, number, white, 0, white.length);
        float[] latents = new float[shape.size()];
        for (int i = 0; i < latents.length; i++) {
            double common = white[shape.size() + i / area];
            latents[i] = (float) (Math.sqrt(SHARED) * common + Math.sqrt(1 - SHARED) * white[i]);
        }
        return latents;
    }

    /** One pixel's latents, and a one for the offset. */
    private static double[] column(float[] latents, int pixel, int inputs, int area) {
        double[] x = new double[inputs];
        for (int i = 0; i < inputs - 1; i++) {
            x[i] = latents[i * area + pixel];
        }
        x[inputs - 1] = 1;
        return x;
    }

    private static ImageTensor pooled(ImageTensor image, int factor) {
        int width = image.widthPixels() / factor;
        int height = image.heightPixels() / factor;
        float[] small = new float[image.channels() * height * width];
        for (int i = 0; i < image.values().length; i++) {
            int x = i % image.widthPixels() / factor;
            int y = i / image.widthPixels() % image.heightPixels() / factor;
            int channel = i / (image.widthPixels() * image.heightPixels());
            small[(channel * height + y) * width + x] += image.values()[i] / (factor * factor);
        }
        return new ImageTensor(1, image.channels(), height, width, small);
    }

    /** Gaussian elimination with row pivots; the matrix is positive definite, so there always is one. */
    private static double[] solved(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(matrix[i], n + 1);
            rows[i][n] = right[i];
        }
        for (int pivot = 0; pivot < n; pivot++) {
            int best = pivot;
            for (int i = pivot + 1; i < n; i++) {
                best = Math.abs(rows[i][pivot]) > Math.abs(rows[best][pivot]) ? i : best;
            }
            double[] swapped = rows[pivot];
            rows[pivot] = rows[best];
            rows[best] = swapped;
            for (int i = 0; i < n; i++) {
                double share = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
                for (int j = pivot; j <= n; j++) {
                    rows[i][j] -= share * rows[pivot][j];
                }
            }
        }
        double[] solution = new double[n];
        for (int i = 0; i < n; i++) {
            solution[i] = rows[i][n] / rows[i][i];
        }
        return solution;
    }
}

package io.vasari.models.sampler.tables;

/** Weighted sums of samples: products and sum in float64, rounded once to float32. */
public final class Blend {

    private Blend() {}

    public static float[] of(double a, float[] x) {
        float[] sum = new float[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (a * x[i]);
        }
        return sum;
    }

    public static float[] of(double a, float[] x, double b, float[] y) {
        float[] sum = new float[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i]);
        }
        return sum;
    }

    public static float[] of(double a, float[] x, double b, float[] y, double c, float[] z) {
        float[] sum = new float[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i] + c * z[i]);
        }
        return sum;
    }

    public static float[] of(double a, float[] x, double b, float[] y, double c, float[] z, double d, float[] w) {
        float[] sum = new float[x.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = (float) (a * x[i] + b * y[i] + c * z[i] + d * w[i]);
        }
        return sum;
    }
}

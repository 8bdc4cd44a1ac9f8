package io.vasari.models.layers;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.weights.Inference;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectLinearTest {

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "1, 10, 256", "7, 33, 5", "64, 784, 1024", "128, 256, 1"})
    void isTheMatrixProductPlusTheBias(int rows, int in, int out) {
        float[] x = normals(rows * in, 1);
        float[] weight = normals(out * in, 2);
        float[] bias = normals(out, 3);
        float[] y = new float[rows * out];

        Inference.run(scratch -> {
            NDArray result = DirectLinear.forward(
                    scratch.create(x, new Shape(rows, in)),
                    scratch.create(weight, new Shape(out, in)),
                    scratch.create(bias, new Shape(out)));
            assertThat(result.getShape()).isEqualTo(new Shape(rows, out));
            System.arraycopy(result.toFloatArray(), 0, y, 0, y.length);
        });

        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < out; column++) {
                double expected = bias[column];
                for (int i = 0; i < in; i++) {
                    expected += (double) x[row * in + i] * weight[column * in + i];
                }
                assertThat((double) y[row * out + column]).isCloseTo(expected, Offset.offset(1e-3));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"16, 300, 200"})
    void takesItsOwnResultAsInput(int rows, int in, int out) {
        Inference.run(scratch -> {
            NDArray x = scratch.create(normals(rows * in, 1), new Shape(rows, in));
            NDArray weight = scratch.create(normals(out * in, 2), new Shape(out, in));
            NDArray zero = scratch.zeros(new Shape(out));
            NDArray back = scratch.create(normals(in * out, 4), new Shape(in, out));
            NDArray twice =
                    DirectLinear.forward(DirectLinear.forward(x, weight, zero), back, scratch.zeros(new Shape(in)));

            NDArray expected = x.matMul(weight.transpose()).matMul(back.transpose());

            assertThat(twice.sub(expected).abs().max().getFloat()).isLessThan(0.02f);
        });
    }

    @ParameterizedTest
    @CsvSource({"2, 256, 64, 130, true", "3, 1, 32, 8, false"})
    void tokensAndPixelsAreMappedAsByTheMatrixProduct(int n, int length, int in, int out, boolean biased) {
        Inference.run(scratch -> {
            NDArray x = scratch.create(normals(n * length * in, 1), new Shape(n, length, in));
            NDArray weight = scratch.create(normals(out * in, 2), new Shape(out, in));
            NDArray kernels = weight.reshape(out, in, 1, 1);
            NDArray bias = biased ? scratch.create(normals(out, 3)) : scratch.zeros(new Shape(out));
            PtNDArray given = biased ? (PtNDArray) bias : NoTensor.INSTANCE;
            NDArray expected =
                    x.reshape(-1, in).matMul(weight.transpose()).add(bias).reshape(n, length, out);

            NDArray tokens = DirectLinear.forwardTokens(x, kernels, given);
            NDArray pixels = DirectLinear.forwardPixels(x.transpose(0, 2, 1).reshape(n, in, length, 1), kernels, given);

            assertThat(tokens.getShape()).isEqualTo(expected.getShape());
            assertThat(tokens.sub(expected).abs().max().getFloat()).isLessThan(1e-4f);
            NDArray back = pixels.reshape(n, out, length).transpose(0, 2, 1);
            assertThat(back.sub(expected).abs().max().getFloat()).isLessThan(1e-4f);
        });
    }

    @Test
    void smallProductsStayWithTheMatrixLibrary() {
        Inference.run(scratch -> {
            NDArray x = scratch.zeros(new Shape(1));

            assertThat(DirectLinear.pays(1000, x)).isFalse();
            assertThat(DirectLinear.pays(1L << 24, x)).isTrue();
            JniUtils.setGradMode(true);
            assertThat(DirectLinear.pays(1L << 24, x)).isFalse();
        });
    }

    private static float[] normals(int count, int seed) {
        var random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}

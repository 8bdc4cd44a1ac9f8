package io.vasari.scores.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EigenvaluesTest {
    /** The second difference on n points has 2 - 2 cos(k pi / (n + 1)). */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 17, 64})
    void secondDifferenceHasItsCosines(int n) {
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = 2;
            if (i > 0) {
                matrix[i * n + i - 1] = -1;
                matrix[(i - 1) * n + i] = -1;
            }
        }
        var expected = new double[n];
        Arrays.setAll(expected, k -> 2 - 2 * Math.cos((k + 1) * Math.PI / (n + 1)));
        assertThat(Eigenvalues.ofSymmetric(matrix, n)).containsExactly(expected, within(1e-13));
    }

    /** Reflected by I - 2uu^T, a full matrix with the spectrum of a diagonal one, from 1e-12 to 1e6, some of it twice. */
    @Test
    void fullMatrixKeepsTheSpectrumItWasMadeOf() {
        int n = 90;
        var spectrum = new double[n];
        Arrays.setAll(spectrum, i -> Math.pow(10, -12 + 18.0 * (i / 2) / (n / 2 - 1)));
        var random = new Random(1);
        var matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            matrix[i * n + i] = spectrum[i];
        }
        for (int reflection = 0; reflection < 5; reflection++) {
            reflect(matrix, random.doubles(n, -1, 1).toArray());
        }
        double[] found = Eigenvalues.ofSymmetric(matrix, n);
        Arrays.sort(spectrum);
        assertThat(found).containsExactly(spectrum, within(1e6 * n * 1e-16));
    }

    private static void reflect(double[] a, double[] u) {
        int n = u.length;
        double length = Math.sqrt(Arrays.stream(u).map(v -> v * v).sum());
        var once = new double[n * n];
        for (int i = 0; i < n; i++) {
            double dot = 0;
            for (int j = 0; j < n; j++) {
                dot += a[i * n + j] * u[j] / length;
            }
            for (int j = 0; j < n; j++) {
                once[i * n + j] = a[i * n + j] - 2 * dot * u[j] / length;
            }
        }
        for (int j = 0; j < n; j++) {
            double dot = 0;
            for (int i = 0; i < n; i++) {
                dot += once[i * n + j] * u[i] / length;
            }
            for (int i = 0; i < n; i++) {
                a[i * n + j] = once[i * n + j] - 2 * dot * u[i] / length;
            }
        }
    }

    @Test
    void rankOneHasOneEigenvalue() {
        int n = 40;
        var ones = new double[n * n];
        Arrays.fill(ones, 1e-200);
        var found = Eigenvalues.ofSymmetric(ones, n);
        assertThat(found[n - 1]).isCloseTo(n * 1e-200, within(1e-212));
        assertThat(found[n - 2]).isCloseTo(0, within(1e-212));
        assertThat(Eigenvalues.ofSymmetric(new double[9], 3)).containsOnly(0);
        assertThat(Eigenvalues.ofSymmetric(new double[0], 0)).isEmpty();
    }

    @Test
    void sweepGivesPlainInnerProductsOfAnyShape() {
        var random = new Random(3);
        for (int[] shape : new int[][] {{1, 1, 1}, {17, 33, 7}, {40, 1100, 5}, {3, 2, 64}}) {
            var x = Rows.of(shape[2], random.doubles((long) shape[0] * shape[2]).toArray());
            var y = Rows.of(shape[2], random.doubles((long) shape[1] * shape[2]).toArray());
            InnerProducts.sweep(x, y, (i, from, products) -> {
                for (int j = from; j < shape[1]; j++) {
                    double sum = 0;
                    for (int k = 0; k < shape[2]; k++) {
                        sum += x.get(i, k) * y.get(j, k);
                    }
                    assertThat(products[j]).isCloseTo(sum, within(1e-12));
                }
            });
            var gram = InnerProducts.gram(y);
            var squares = InnerProducts.squares(y);
            InnerProducts.sweep(y, y, (i, from, products) -> {
                assertThat(products[i]).isEqualTo(squares[i]);
                for (int j = 0; j < shape[1]; j++) {
                    assertThat(gram[i * shape[1] + j]).isEqualTo(products[j]);
                }
            });
        }
    }

    @Test
    void whatIsNoMatrixIsRefused() {
        assertThatThrownBy(() -> Eigenvalues.ofSymmetric(new double[5], 2)).hasMessageContaining("2 x 2");
        assertThatThrownBy(() -> Eigenvalues.ofSymmetric(new double[] {Double.NaN}, 1))
                .hasMessageContaining("NaN");
    }
}

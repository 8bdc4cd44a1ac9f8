package io.vasari.scores.linear;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingularValuesTest {
    /** A = Q D P with reflections Q and P: of every shape, and from 1 down to 1e-13 and 0, some twice. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "5, 3", "3, 5", "60, 60", "80, 45", "45, 80"})
    void valuesAreThoseItWasMadeOf(int rows, int columns) {
        int n = Math.min(rows, columns);
        var expected = new double[n];
        Arrays.setAll(expected, i -> i > 0 && i == n - 1 ? 0 : Math.pow(10, -13.0 * (i / 2) / Math.max(1, n / 2)));
        var a = new double[rows][columns];
        for (int i = 0; i < n; i++) {
            a[i][i] = expected[i];
        }
        var random = new Random(2);
        for (int reflection = 0; reflection < 3; reflection++) {
            a = transposed(reflected(a, random.doubles(rows, -1, 1).toArray()));
            a = transposed(reflected(a, random.doubles(columns, -1, 1).toArray()));
        }
        assertThat(SingularValues.of(Rows.of(a))).containsExactly(expected, within(2e-15 * (n + 1)));
    }

    private static double[][] reflected(double[][] a, double[] u) {
        double square = Arrays.stream(u).map(v -> v * v).sum();
        var result = new double[a.length][a[0].length];
        for (int j = 0; j < a[0].length; j++) {
            double dot = 0;
            for (int i = 0; i < a.length; i++) {
                dot += u[i] * a[i][j];
            }
            for (int i = 0; i < a.length; i++) {
                result[i][j] = a[i][j] - 2 * dot / square * u[i];
            }
        }
        return result;
    }

    private static double[][] transposed(double[][] a) {
        var result = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                result[j][i] = a[i][j];
            }
        }
        return result;
    }

    @Test
    void zerosHaveNone() {
        assertThat(SingularValues.of(Rows.of(3, new double[6]))).containsExactly(0, 0);
    }

    @Test
    void factorOfADeficientMatrixHasItsRank() {
        var random = new Random(4);
        var thin = Rows.of(3, random.doubles(30).toArray());
        var matrix = InnerProducts.gram(thin);
        var factor = PivotedCholesky.of(matrix, 10);
        assertThat(factor.rank()).isEqualTo(3);
        var again = InnerProducts.gram(Rows.of(10, factor.factor()).transposed());
        assertThat(again).containsExactly(matrix, within(1e-14));
        assertThat(PivotedCholesky.of(new double[4], 2).rank()).isZero();
    }
}

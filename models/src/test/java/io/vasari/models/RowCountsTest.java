package io.vasari.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RowCountsTest {

    /** Rows whose value is their number, but for passes of too few rows, which round the 20th another way. */
    private static RowCounts.Trial exactFrom(int fewest) {
        return (first, rows) -> {
            float[] values = new float[rows * 2];
            for (int row = 0; row < rows; row++) {
                int number = first + row;
                values[2 * row] = number;
                values[2 * row + 1] = number == 20 && rows < fewest ? Math.nextUp((float) number) : number;
            }
            return values;
        };
    }

    @Test
    void smallestAgreeingPassIsTaken() {
        var counts = RowCounts.agreeingWith(64, new int[] {8, 16, 128}, exactFrom(1));

        assertThat(counts.largest()).isEqualTo(128);
        assertThat(counts.fitting(1)).isEqualTo(8);
        assertThat(counts.fitting(8)).isEqualTo(8);
        assertThat(counts.fitting(9)).isEqualTo(16);
        assertThat(counts.fitting(17)).isEqualTo(64);
        assertThat(counts.fitting(65)).isEqualTo(128);
    }

    @Test
    void countsWithOtherBitsAreLeftOut() {
        var counts = RowCounts.agreeingWith(64, new int[] {8, 16, 128}, exactFrom(16));

        assertThat(counts.fitting(1)).isEqualTo(16);
    }

    @Test
    void referenceIsAlwaysThere() {
        var counts = RowCounts.agreeingWith(64, new int[] {8, 16}, exactFrom(17));

        assertThat(counts.fitting(1)).isEqualTo(64);
        assertThat(counts.largest()).isEqualTo(64);
    }

    @Test
    void negativeZeroIsNotZero() {
        RowCounts.Trial trial = (first, rows) -> {
            float[] values = new float[rows];
            Arrays.fill(values, rows == 2 ? -0f : 0f);
            return values;
        };

        assertThat(RowCounts.agreeingWith(4, new int[] {2}, trial).fitting(1)).isEqualTo(4);
    }

    @Test
    void moreThanTheLargestIsRefused() {
        var counts = RowCounts.agreeingWith(4, new int[] {2}, exactFrom(1));

        assertThatThrownBy(() -> counts.fitting(5)).hasMessageContaining("at most 4");
    }
}

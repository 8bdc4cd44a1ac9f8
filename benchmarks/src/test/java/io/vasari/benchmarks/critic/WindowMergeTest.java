package io.vasari.benchmarks.critic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowMergeTest {
    @Test
    void allScoresOfAWindowAreComputedAndTimed() {
        var figure = new WindowMerge(16, 120, 3).measure(2);

        assertThat(figure.unit()).isEqualTo("s");
        assertThat(figure.value()).isPositive();
        assertThat(figure.name()).contains("3 panes of 120 x 16");
    }
}

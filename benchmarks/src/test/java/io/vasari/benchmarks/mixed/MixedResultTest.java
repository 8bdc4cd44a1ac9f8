package io.vasari.benchmarks.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MixedResultTest {
    private final MixedResult result = MixedResult.of(new double[] {30, 10.5, 20}, 2.25);

    @Test
    void latenciesAreInOrder() {
        assertThat(result.millis()).containsExactly(10.5, 20, 30);
        assertThat(MixedResult.quantile(List.of(result, MixedResult.of(new double[] {5}, 1)), 0.5))
                .isEqualTo(10.5);
    }

    @Test
    void aLineHoldsItAll() {
        var read = MixedResult.parse(result.line());

        assertThat(read.seconds()).isEqualTo(2.25);
        assertThat(read.millis()).containsExactly(10.5, 20, 30);
    }
}

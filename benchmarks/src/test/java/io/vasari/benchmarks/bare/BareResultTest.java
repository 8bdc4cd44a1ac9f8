package io.vasari.benchmarks.bare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BareResultTest {
    @Test
    void aLineIsReadAsItWasWritten() {
        var stages = new Stages(0, 0, 0, 0).plus(new Stages(1000, 30_000_000, 15_000_000, 5_000_000));

        var read = BareResult.parse(BareResult.of("loop", stages).line());

        assertThat(read).isEqualTo(new BareResult("loop", 20_000, 30, 15, 5));
    }

    @Test
    void aLineOfTheSamplerIsReadAsItWasWritten() {
        var result = new SamplerResult(8, 20, 1.25);

        assertThat(SamplerResult.parse(result.line())).isEqualTo(result);
        assertThat(result.stepsPerSecond()).isEqualTo(25);
    }
}

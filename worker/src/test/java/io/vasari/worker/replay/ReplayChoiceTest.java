package io.vasari.worker.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayChoiceTest {
    private static final int SAMPLES = 200_000;

    @Test
    void oneSampleInAHundredIsChosenWhateverTheSizeOfJobs() {
        var choice = new ReplayChoice(0.01);
        long ofOneJob =
                IntStream.range(0, SAMPLES).filter(i -> choice.has("01kdz3", i)).count();
        long ofManyJobs = IntStream.range(0, SAMPLES)
                .filter(i -> choice.has("job-" + i, 0))
                .count();

        // Five standard deviations of a binomial.
        assertThat(ofOneJob).isBetween(2_000L - 223, 2_000L + 223);
        assertThat(ofManyJobs).isBetween(2_000L - 223, 2_000L + 223);
    }

    @Test
    void aLargerShareHasTheSamplesOfASmallerOne() {
        var small = new ReplayChoice(0.01);
        var large = new ReplayChoice(0.02);

        assertThat(IntStream.range(0, SAMPLES).filter(i -> small.has("job", i)))
                .isNotEmpty()
                .allMatch(i -> large.has("job", i));
    }

    @Test
    void noneAndAllAreChoicesToo() {
        assertThat(new ReplayChoice(0).isNothing()).isTrue();
        assertThat(IntStream.range(0, 1_000).filter(i -> new ReplayChoice(0).has("job", i)))
                .isEmpty();
        assertThat(IntStream.range(0, 1_000).filter(i -> new ReplayChoice(1).has("job", i)))
                .hasSize(1_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
    void aShareOutOfRangeIsRefused(double share) {
        assertThatThrownBy(() -> new ReplayChoice(share))
                .hasMessageContaining("vasari.replay.share is " + share)
                .hasMessageContaining("0 (no replays) to 1");
    }
}

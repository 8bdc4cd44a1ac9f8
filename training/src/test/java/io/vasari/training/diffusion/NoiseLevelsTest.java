package io.vasari.training.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseLevelsTest {

    private static final int SHARES = 100_000;

    @Test
    void levelsRiseFromThePictureToNoise() {
        double[] levels = IntStream.range(0, SHARES)
                .mapToDouble(i -> NoiseLevels.below((double) i / SHARES))
                .toArray();
        assertThat(levels).isSorted().startsWith(0).doesNotHaveDuplicates();
        assertThat(levels[SHARES - 1]).isBetween(0.999, 1.0);
        for (int i = 1; i < SHARES; i++) {
            assertThat(levels[i] - levels[i - 1]).isLessThan(3.0 / SHARES);
        }
    }

    @Test
    void halfIsEvenAndHalfWhereOrnamentsAreDecided() {
        long within = IntStream.range(0, SHARES)
                .mapToDouble(i -> NoiseLevels.below((double) i / SHARES))
                .filter(level -> level >= 0.70 && level < 0.97)
                .count();
        assertThat((double) within / SHARES).isCloseTo(0.5 + 0.27 / 2, within(1e-4));
        assertThat(NoiseLevels.below(0.175)).isCloseTo(0.35, within(1e-12));
    }
}

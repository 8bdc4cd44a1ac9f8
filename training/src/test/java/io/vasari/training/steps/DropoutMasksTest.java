package io.vasari.training.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class DropoutMasksTest {

    private static final int SIZE = 100_000;

    @Test
    void dropsTheShareAndScalesTheRest() {
        int dropped = 0;
        int kept = 0;
        for (float value : mask(1, 1)) {
            dropped += value == 0 ? 1 : 0;
            kept += value == (float) (1 / 0.7) ? 1 : 0;
        }
        assertThat(dropped + kept).isEqualTo(SIZE);
        assertThat(dropped / (double) SIZE).isCloseTo(0.3, within(5 * Math.sqrt(0.21 / SIZE)));
    }

    @Test
    void streamsAndSeedsDiffer() {
        assertThat(mask(1, 1)).containsExactly(mask(1, 1));
        assertThat(mask(1, 2)).isNotEqualTo(mask(1, 1));
        assertThat(mask(2, 1)).isNotEqualTo(mask(1, 1));
    }

    @Test
    void layersOfOnePassDiffer() {
        try (NDManager scratch = NDManager.newBaseManager()) {
            var masks = new DropoutMasks(scratch, 0.3, 1, 1);
            var ones = scratch.ones(new Shape(64));
            assertThat(masks.apply(ones).toFloatArray())
                    .isNotEqualTo(masks.apply(ones).toFloatArray());
        }
    }

    private static float[] mask(long seed, long stream) {
        try (NDManager scratch = NDManager.newBaseManager()) {
            return new DropoutMasks(scratch, 0.3, seed, stream)
                    .apply(scratch.ones(new Shape(SIZE)))
                    .toFloatArray();
        }
    }
}

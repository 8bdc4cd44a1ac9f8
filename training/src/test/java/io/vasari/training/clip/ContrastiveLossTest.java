package io.vasari.training.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.junit.jupiter.api.Test;

class ContrastiveLossTest {

    private static final boolean[][] OWN_ONLY = {{true, false, false}, {false, true, false}, {false, false, true}};

    @Test
    void withOneTruePairARowItIsTheLossOfClip() {
        float[] logits = {2, 0.5f, -1, 0.3f, 1, 0.2f, 0, -2, 3};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double across = 0;
            double down = 0;
            for (int j = 0; j < 3; j++) {
                across += Math.exp(logits[3 * i + j]);
                down += Math.exp(logits[3 * j + i]);
            }
            sum += Math.log(across) + Math.log(down) - 2 * logits[4 * i];
        }
        assertThat(loss(logits, OWN_ONLY)).isCloseTo((float) (sum / 6), within(1e-5f));
    }

    @Test
    void truePairsDoNotCompete() {
        boolean[][] fits = {{true, true, false}, {true, true, false}, {false, false, true}};
        float[] equal = {5, 5, 0, 5, 5, 0, 0, 0, 5};
        float[] unequal = {5, 9, 0, 9, 5, 0, 0, 0, 5};
        assertThat(loss(equal, OWN_ONLY)).isGreaterThan(0.4f);
        assertThat(loss(equal, fits)).isLessThan(0.02f);
        assertThat(loss(unequal, fits)).isLessThan(loss(equal, fits));
    }

    @Test
    void captionThatIsTrueOfEverythingPullsNothing() {
        boolean[][] fits = {{true, true}, {true, true}};
        try (NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            NDArray logits = scratch.create(new float[] {90, -90, 3, 4}, new Shape(2, 2));
            logits.setRequiresGradient(true);
            NDArray loss = ContrastiveLoss.of(logits, fits);
            collector.backward(loss);
            assertThat(loss.getFloat()).isZero();
            assertThat(logits.getGradient().toFloatArray()).containsExactly(0, 0, 0, 0);
        }
    }

    @Test
    void largeLogitsStayFinite() {
        assertThat(loss(new float[] {-100, 100, 100, 100, -100, 100, 100, 100, -100}, OWN_ONLY))
                .isCloseTo((float) (200 + Math.log(2)), within(1e-3f));
    }

    private static float loss(float[] logits, boolean[][] fits) {
        try (NDManager scratch = NDManager.newBaseManager()) {
            return ContrastiveLoss.of(scratch.create(logits, new Shape(fits.length, fits.length)), fits)
                    .getFloat();
        }
    }
}

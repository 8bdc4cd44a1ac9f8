package io.vasari.models.weights;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;

class WeightsTest {

    private static final Shape ROW = new Shape(2);
    private static final Shape COLUMN = new Shape(2, 1);

    @Test
    void viewIsMadeOnceAndOutlivesTheScopeThatAskedForIt() {
        try (Weights weights = new Weights()) {
            weights.put("bias", ROW, new float[] {1, 2});
            NDArray view;
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                view = weights.get("bias", COLUMN);
            }

            assertThat(weights.get("bias", COLUMN)).isSameAs(view);
            assertThat(view.getShape()).isEqualTo(COLUMN);
            assertThat(weights.held()).isEqualTo(1);
        }
    }

    @Test
    void aValueThatIsNoNumberIsFoundByItsTensorsName() {
        try (Weights weights = new Weights()) {
            weights.put("fine", COLUMN, new float[] {1e30f, -1e30f});
            assertThat(weights.firstBroken()).isEmpty();
            weights.put("last", ROW, new float[] {1, Float.NEGATIVE_INFINITY});
            assertThat(weights.firstBroken()).hasValue("last");
            weights.put("fine", ROW, new float[] {Float.NaN, 1});
            assertThat(weights.firstBroken()).hasValue("fine");
            assertThat(weights.held()).isEqualTo(2);
        }
    }

    @Test
    void viewFollowsChangesOfItsTensor() {
        try (Weights weights = new Weights()) {
            weights.put("bias", ROW, new float[] {1, 2});
            NDArray view = weights.get("bias", COLUMN);

            weights.get("bias").muli(10);
            assertThat(view.toFloatArray()).containsExactly(10, 20);
            weights.put("bias", ROW, new float[] {3, 4});

            assertThat(weights.get("bias", COLUMN).toFloatArray()).containsExactly(3, 4);
            assertThat(weights.held()).isEqualTo(1);
        }
    }
}

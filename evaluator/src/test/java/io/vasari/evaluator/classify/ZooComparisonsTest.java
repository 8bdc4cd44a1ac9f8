package io.vasari.evaluator.classify;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ModelRef;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ZooComparisonsTest {
    private static final Path ZOO = Path.of(System.getProperty("vasari.root"), "zoo");

    private final ZooComparisons comparisons = new ZooComparisons(ZOO);

    @Test
    void digitsAndVasesAreComparedWithTheSetsOfTheirCards() {
        var digits = comparisons.of(new ModelRef("mnist-gan", "epoch-001"), new ModelRef("mnist-lenet", "v1"));
        assertThat(digits.orElseThrow().name()).isEqualTo("mnist-test");
        assertThat(digits.orElseThrow().bins().bins()).isEqualTo(100);
        assertThat(digits.orElseThrow().binCounts().n()).isEqualTo(1000);
        var vases = comparisons.of(new ModelRef("vase-diffusion", "free-order"), new ModelRef("vase-clip", "v1"));
        assertThat(vases.orElseThrow().reference().rows().dimension()).isEqualTo(64);
    }

    @Test
    void featuresOfAnotherEmbedderAreComparedWithNothing() {
        assertThat(comparisons.of(new ModelRef("mnist-gan", "epoch-001"), new ModelRef("vase-clip", "v1")))
                .isEmpty();
        assertThat(comparisons.of(new ModelRef("mnist-lenet", "v1"), new ModelRef("mnist-lenet", "v1")))
                .isEmpty();
        assertThat(comparisons.of(new ModelRef("nobody", "v1"), new ModelRef("mnist-lenet", "v1")))
                .isEmpty();
    }
}

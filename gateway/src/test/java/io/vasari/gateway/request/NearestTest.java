package io.vasari.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"'', '', 0", "a, '', 1", "kitten, sitting, 3", "seed, sede, 1", "abc, abc, 0", "ca, abc, 3"})
    void theDistanceCountsEditsAndSwaps(String a, String b, int distance) {
        assertThat(Nearest.distance(a, b)).isEqualTo(distance);
        assertThat(Nearest.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void theNearestComeFirstAndFarOnesNotAtAll() {
        assertThat(Nearest.to("Epoch-20", List.of("epoch-001", "epoch-200", "latest")))
                .containsExactly("epoch-200", "epoch-001");
        assertThat(Nearest.unknown("there is no model", "zzz", "models", List.of("mnist-gan", "vases")))
                .isEqualTo("there is no model 'zzz'; models: mnist-gan, vases");
    }

    @Test
    void aVeryLongNameIsComparedByItsBeginning() {
        assertThat(Nearest.to("x".repeat(1_000_000), List.of("mnist-gan"))).isEmpty();
    }
}

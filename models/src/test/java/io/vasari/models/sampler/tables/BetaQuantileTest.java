package io.vasari.models.sampler.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BetaQuantileTest {

    /** From scipy.stats.beta.ppf(share, 0.6, 0.6). */
    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "0.001, 1.855873851745199e-05",
        "0.1, 0.03958440558878085",
        "0.25, 0.17568037865269498",
        "0.5, 0.5000000000000001",
        "0.8, 0.8770782495416671",
        "0.999, 0.9999814412614826",
        "1.0, 1.0"
    })
    void quantilesAreScipys(double share, double quantile) {
        assertThat(BetaQuantile.symmetric(share)).isCloseTo(quantile, offset(1e-12));
    }
}

package io.vasari.scores;

import static io.vasari.scores.Vectors.assertClose;
import static io.vasari.scores.Vectors.counts;
import static io.vasari.scores.Vectors.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.scores.distribution.ChiSquared;
import io.vasari.scores.distribution.NoncentralChiSquared;
import io.vasari.scores.diversity.MissingClasses;
import io.vasari.scores.fit.Evidence;
import io.vasari.scores.fit.Power;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SequentialPowerVectorsTest {
    private static final JsonNode FILE = Vectors.read("14_sequential_power.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();
    private static final int DF = 9;
    private static final Map<String, Double> SQUARED_EFFECTS =
            Map.of("one of 10 classes lost", 1.0 / 9, "one class halved", 1.0 / 36, "w=0.1", 0.01, "w=0.05", 0.0025);

    static Stream<JsonNode> evalues() {
        return stream(FILE.get("evalues"));
    }

    static Stream<JsonNode> powers() {
        return stream(FILE.get("power"));
    }

    static Stream<JsonNode> minimalSamples() {
        return stream(FILE.get("min_n"));
    }

    static Stream<JsonNode> missingClasses() {
        return stream(FILE.get("missing_class"));
    }

    @ParameterizedTest
    @MethodSource("evalues")
    void evidenceIsReproduced(JsonNode vector) {
        var input = vector.get("input");
        assertThat(input.get("reference").asText()).isEqualTo("uniform10");
        var uniform = new double[10];
        Arrays.fill(uniform, 0.1);
        double nats = Evidence.nats(
                counts(input.get("counts")), uniform, input.get("alpha").asDouble());
        assertClose("log_e", nats, vector.get("expected").get("log_e"), TOLERANCE);
        var p = vector.get("expected").get("p_anytime");
        assertClose("p", Evidence.anytimePValue(nats), p, TOLERANCE);
        assertThat(Evidence.anytimePValue(nats))
                .isCloseTo(p.asDouble(), org.assertj.core.data.Offset.offset(1e-8 * p.asDouble()));
    }

    @ParameterizedTest
    @MethodSource("powers")
    void powerIsReproduced(JsonNode vector) {
        double power = Power.ofChiSquared(
                vector.get("w2").asDouble(),
                vector.get("n").asLong(),
                DF,
                vector.get("alpha").asDouble());
        assertClose("power", power, vector.get("power"), TOLERANCE);
    }

    /** Beyond what the sum over a Poisson distribution can reach. */
    @Test
    void hugeSamplesAreCertainAndTinyEffectsHopeless() {
        assertThat(Power.ofChiSquared(9, 10_000_000_000L, DF, 1e-6)).isEqualTo(1);
        assertThat(Power.ofChiSquared(1e-3, 1_000_000, DF, 1e-6)).isEqualTo(1);
        assertThat(Power.minSamples(1e-32, DF, 1e-6, 0.99)).isEqualTo(Power.MOST);
        assertThat(Power.minSamples(1e-8, DF, 1e-6, 0.99)).isBetween(7_200_000_000L, 7_210_000_000L);
        assertThatThrownBy(() -> Power.minSamples(0, DF, 1e-6, 0.99)).hasMessageContaining("squared effect is 0.0");
        assertThatThrownBy(() -> NoncentralChiSquared.survival(1, 2, Double.NaN))
                .hasMessageContaining("NaN");
    }

    @ParameterizedTest
    @MethodSource("minimalSamples")
    void minimalSamplesAreReproduced(JsonNode vector) {
        double effect = SQUARED_EFFECTS.get(vector.get("effect").asText());
        assertThat(Power.minSamples(effect, DF, vector.get("alpha").asDouble(), 0.99))
                .isEqualTo(vector.get("min_n_power99").asLong());
    }

    @ParameterizedTest
    @MethodSource("missingClasses")
    void samplesThatRuleOutALostClassAreReproduced(JsonNode vector) {
        int classes = vector.get("K").asInt();
        double share = vector.get("p_min").asDouble();
        double alpha = vector.get("alpha").asDouble();
        long least = vector.get("min_n").asLong();
        assertThat(MissingClasses.minSamples(classes, share, alpha)).isEqualTo(least);
        assertThat(MissingClasses.log10Bound(classes, share, least)).isLessThanOrEqualTo(Math.log10(alpha));
        assertThat(MissingClasses.log10Bound(classes, share, least - 1)).isGreaterThan(Math.log10(alpha));
    }

    @Test
    void quantilesAreReproduced() {
        FILE.get("chi2_quantiles_df9")
                .fields()
                .forEachRemaining(entry -> assertClose(
                        entry.getKey(),
                        ChiSquared.inverseSurvival(Double.parseDouble(entry.getKey()), DF),
                        entry.getValue(),
                        TOLERANCE));
    }
}

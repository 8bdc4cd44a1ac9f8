package io.vasari.cli.evaluate;

import static io.vasari.cli.evaluate.Evaluated.assertClose;
import static io.vasari.cli.evaluate.Evaluated.assertRefused;
import static io.vasari.cli.evaluate.Evaluated.json;
import static io.vasari.cli.evaluate.Evaluated.stream;
import static io.vasari.cli.evaluate.Evaluated.vectors;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.Cli;
import io.vasari.cli.ExitCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EvaluatePlanTest {
    private static final JsonNode FILE = vectors("14_sequential_power.json");
    private static final double TOLERANCE = FILE.get("tolerance").asDouble();
    private static final Map<String, Double> EFFECTS =
            Map.of("one of 10 classes lost", 1.0 / 3, "one class halved", 1.0 / 6, "w=0.1", 0.1, "w=0.05", 0.05);

    static Stream<JsonNode> power() {
        return stream(FILE.get("power"));
    }

    static Stream<JsonNode> leastSamples() {
        return stream(FILE.get("min_n"));
    }

    static Stream<JsonNode> missingClass() {
        return stream(FILE.get("missing_class"));
    }

    @ParameterizedTest
    @MethodSource("power")
    void powerOfAnyEffectIsReproduced(JsonNode vector) {
        double w = Math.sqrt(vector.get("w2").asDouble());
        String level = vector.get("alpha").asText();
        int n = vector.get("n").asInt();
        JsonNode document = json("--classes", 10, "--effect", w, "--samples", n, "--level", level);
        assertClose(document, "/power/power", vector.get("power"), TOLERANCE);
        String equal = "," + n / 10;
        JsonNode ofCounts = json("--counts", equal.repeat(10).substring(1), "--effect", w, "--level", level);
        assertClose(ofCounts, "/power/power", vector.get("power"), TOLERANCE);
    }

    @ParameterizedTest
    @MethodSource("leastSamples")
    void leastSamplesAreReproduced(JsonNode vector) {
        double w = EFFECTS.get(vector.get("effect").asText());
        JsonNode document = json(
                "--classes", 10, "--effect", w, "--level", vector.get("alpha").asText());
        assertClose(document, "/power/min_samples", vector.get("min_n_power99"), 0);
    }

    @ParameterizedTest
    @MethodSource("missingClass")
    void samplesThatRuleOutALostClassAreReproduced(JsonNode vector) {
        JsonNode document = json(
                "--classes",
                vector.get("K").asText(),
                "--rarest",
                vector.get("p_min").asText(),
                "--level",
                vector.get("alpha").asText());
        assertClose(document, "/power/min_samples_for_missing_class_bound", vector.get("min_n"), 0);
    }

    @Test
    void quantilesAreReproduced() {
        FILE.get("chi2_quantiles_df9")
                .fields()
                .forEachRemaining(entry -> assertClose(
                        json("--classes", 10, "--level", entry.getKey()),
                        "/power/critical_chi_squared",
                        entry.getValue(),
                        TOLERANCE));
    }

    @Test
    void withoutMoreThePlanIsToSeeALostClass() {
        JsonNode document = json("--classes", 10);
        assertThat(document.at("/window_samples").asInt()).isEqualTo(649);
        assertThat(document.at("/power/min_samples_for_lost_class").asInt()).isEqualTo(649);
        assertThat(document.at("/power/power").asDouble()).isBetween(0.99, 0.991);
        var outcome = Cli.run("evaluate", "--classes", "10");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(outcome.out()).contains("chi-squared above 44.8109", "power 0.9900 takes 649");
    }

    @Test
    void plansOutOfRangeAreRefused() {
        assertRefused("--classes is 1, it must be 2 to", "--classes", "1");
        assertRefused("--samples is 0", "--classes", "10", "--samples", "0");
        assertRefused("--effect is 0.0, it must be above 0", "--classes", "10", "--effect", "0");
        assertRefused("--rarest is 0.2, it must be above 0 and at most 1/10", "--classes", "10", "--rarest", "0.2");
        assertRefused("--samples does not go with --counts", "--counts", "1,2", "--samples", "3");
    }
}

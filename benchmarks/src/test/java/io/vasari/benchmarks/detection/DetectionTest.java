package io.vasari.benchmarks.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.scores.verdict.Judge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DetectionTest {
    private static final int LOST = 4;

    private final RealDigits digits = RealDigits.read(Path.of("../zoo/mnist-lenet/v1/reference.json"));
    private final Streams streams = new Streams(digits, 100, 5_000, 7);

    @Test
    void withoutAFaultTheClassifierSeesItsReference() {
        var shares = digits.shares(Fault.none(10));

        for (int i = 0; i < 10; i++) {
            assertThat(shares[i]).isEqualTo(digits.reference().share(i), within(1e-12));
        }
        assertThat(digits.divergenceNats(Fault.none(10))).isEqualTo(0, within(1e-12));
    }

    @Test
    void ofALostDigitTheClassifierStillSeesTheMistakesThatItMakesOfOthers() {
        // 982 fours are gone, and the nine other digits that it takes for fours are left.
        assertThat(digits.shares(Fault.lost(LOST, 1, 10))[LOST]).isEqualTo(9 / (10_000 - 982.0), within(1e-12));
    }

    @Test
    void realDigitsRaiseNoAlarm() {
        streams.of(Fault.none(10))
                .forEach((alarm, delays) ->
                        assertThat(delays.sounded()).as(alarm.rule()).isZero());
    }

    @Test
    void evidenceOfALostDigitTakesAtMostThreeTimesTheFewestPossibleSamples() {
        var lost = Fault.lost(LOST, 1, 10);
        var detection = new Detection(lost, digits.divergenceNats(lost), streams.of(lost));

        var delays = detection.delays().get(Alarm.CLASS_DRIFT_EVIDENCE);
        assertThat(delays.quantile(0.9)).isPresent();
        assertThat((double) delays.quantile(0.9).getAsInt())
                .isBetween(detection.fewestPossible(), 3 * detection.fewestPossible());
    }

    @Test
    void oneDigitAloneIsSeenAtTheFirstLook() {
        var delays = streams.of(Fault.only(LOST, 10));

        assertThat(delays.get(Alarm.MODE_COLLAPSE_SEVERE).quantile(1)).hasValue((int) Judge.minSamples(10));
    }

    @Test
    void strongerFaultsAreFurtherFromTheReference() {
        for (var kind : List.of("lost", "favoured")) {
            assertThat(Fault.graded(LOST, 10).stream()
                            .filter(fault -> fault.kind().equals(kind)))
                    .extracting(digits::divergenceNats)
                    .isSorted();
        }
    }

    @Test
    void quantilesCountStreamsThatNeverSounded() {
        var delays = Delays.of(List.of(300, 100, 200), 4);

        assertThat(delays.quantile(0.5)).hasValue(200);
        assertThat(delays.quantile(0.75)).hasValue(300);
        assertThat(delays.quantile(0.9)).isEmpty();
        assertThat(delays.text()).isEqualTo("200 / -");
    }

    @Test
    void theAlarmsAreThoseOfTheAlertRules() throws IOException {
        var rules = Files.readString(Path.of("../dashboards/prometheus/rules.yml"));

        assertThat(rules)
                .contains("vasari_class_missing_log10_p_value{window=\"1h\"} < -6")
                .contains("vasari_class_log10_p_value{window=\"1h\"} < -6")
                .contains("vasari_class_total_variation_ratio{window=\"1h\"} > 0.15")
                .contains("vasari_window_samples{window=\"1h\"} >= 650")
                .contains("vasari_class_effective_classes{window=\"5m\"} / vasari_classes{window=\"5m\"} < 0.5")
                .contains("vasari_class_evidence_nats > " + Alarm.EVIDENCE_NATS);
        assertThat(Judge.MAX_LOG10_P).isEqualTo(-6);
        assertThat(Judge.MIN_TOTAL_VARIATION).isEqualTo(0.15);
        assertThat(Judge.MIN_SAMPLES_SKEWED).isEqualTo(650);
        assertThat(Judge.COLLAPSED_RATIO).isEqualTo(0.5);
        for (var alarm : Alarm.values()) {
            assertThat(rules).contains("- alert: " + alarm.rule() + "\n");
        }
    }
}

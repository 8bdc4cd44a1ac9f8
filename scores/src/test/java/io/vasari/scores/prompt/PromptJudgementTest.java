package io.vasari.scores.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.scores.linear.Rows;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptJudgementTest {
    private static final PromptThresholds THRESHOLDS = PromptThresholds.DEFAULT;

    /** Four variants at these angles, in radians. */
    private static DistanceMatrix at(double... angles) {
        var rows = new double[angles.length][];
        for (int i = 0; i < angles.length; i++) {
            rows[i] = new double[] {Math.cos(angles[i]), Math.sin(angles[i])};
        }
        return DistanceMatrix.ofCosines(Rows.of(rows));
    }

    private static final DistanceMatrix CLOSE = at(0, 0.05, 0.1, 0.12);
    private static final DistanceMatrix LAST_IS_OUT = at(0, 0.05, 0.1, 1.3);
    private static final DistanceMatrix FAR = at(0, 1, 2, 3);

    private static PromptVerdict invariant(int seeds, DistanceMatrix matrix) {
        return PromptJudgement.ofStudy(Collections.nCopies(seeds, matrix), Expectation.INVARIANT, THRESHOLDS)
                .verdict();
    }

    @Test
    void oneSeedIsNeverSignificant() {
        assertThat(invariant(1, LAST_IS_OUT)).isEqualTo(PromptVerdict.INSUFFICIENT);
        assertThat(invariant(3, LAST_IS_OUT)).isEqualTo(PromptVerdict.INSUFFICIENT);
        assertThat(invariant(4, LAST_IS_OUT)).isEqualTo(PromptVerdict.OUTLIER);
        var one = PromptJudgement.ofGroup(LAST_IS_OUT, Expectation.INVARIANT, THRESHOLDS);
        assertThat(one.verdict()).isEqualTo(PromptVerdict.OUTLIER);
        assertThat(one.pValue()).isEqualTo(1);
        assertThat(one.outlier()).hasValue(3);
    }

    @Test
    void outlierOnTooFewSeedsIsChance() {
        var study = List.of(LAST_IS_OUT, LAST_IS_OUT, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE, CLOSE);
        var judgement = PromptJudgement.ofStudy(study, Expectation.INVARIANT, THRESHOLDS);
        assertThat(judgement.verdict()).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(judgement.flagged()).isEqualTo(2);
        assertThat(judgement.outlier()).hasValue(3);
        assertThat(judgement.pValue()).isEqualTo(1);
    }

    @Test
    void expectationDecidesWhatIsRight() {
        assertThat(invariant(4, CLOSE)).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(invariant(4, FAR)).isEqualTo(PromptVerdict.DISPERSED);
        var swaps = Collections.nCopies(4, FAR);
        assertThat(PromptJudgement.ofStudy(swaps, Expectation.VARIANT, THRESHOLDS)
                        .verdict())
                .isEqualTo(PromptVerdict.CONSISTENT);
        var ignored = PromptJudgement.ofStudy(Collections.nCopies(4, CLOSE), Expectation.VARIANT, THRESHOLDS);
        assertThat(ignored.verdict()).isEqualTo(PromptVerdict.TOO_SIMILAR);
        assertThat(ignored.medianDistance()).isCloseTo(0.00185, within(1e-4));
    }

    @Test
    void twoVariantsAreTooFew() {
        assertThat(invariant(9, at(0, 1))).isEqualTo(PromptVerdict.INSUFFICIENT);
        assertThat(invariant(9, at(0))).isEqualTo(PromptVerdict.INSUFFICIENT);
        assertThat(PromptJudgement.ofStudy(List.of(), Expectation.INVARIANT, THRESHOLDS)
                        .verdict())
                .isEqualTo(PromptVerdict.INSUFFICIENT);
        assertThat(OutlierRule.DEFAULT.outlier(at(0, 1))).isEmpty();
        assertThatThrownBy(() -> OutlierRule.mostRemote(at(0, 1))).hasMessageContaining("at least 3");
    }

    @Test
    void modelThatDoesNotRepeatItselfRaisesTheThresholds() {
        assertThat(THRESHOLDS.calibratedOn(1e-9)).isEqualTo(THRESHOLDS);
        var noisy = THRESHOLDS.calibratedOn(0.4);
        assertThat(noisy).isEqualTo(new PromptThresholds(new OutlierRule(0.8, 2), 0.8, 0.8, 0.05));
        var verdict = PromptJudgement.ofStudy(Collections.nCopies(4, LAST_IS_OUT), Expectation.INVARIANT, noisy);
        assertThat(verdict.verdict()).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(PromptThresholds.COLOUR.calibratedOn(5).dispersedAbove()).isEqualTo(10);
        assertThat(PromptThresholds.COLOUR.calibratedOn(5).typical()).isEqualTo(Typical.MEAN);
        assertThatThrownBy(() -> THRESHOLDS.calibratedOn(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> PromptThresholds.ofFeature("taste")).hasMessageContaining("'taste'");
    }

    @Test
    void whatIsNoDistanceIsRefused() {
        assertThatThrownBy(() -> DistanceMatrix.ofCosines(Rows.of(1, 1.0, 0.0))).hasMessageContaining("variant 1");
        assertThatThrownBy(() -> DistanceMatrix.of(new double[][] {{0, Double.NaN}, {Double.NaN, 0}}))
                .hasMessageContaining("variants 0 and 1 is NaN");
        assertThatThrownBy(() -> DistanceMatrix.of(new double[][] {{0, 1}, {2, 0}}))
                .hasMessageContaining("symmetric");
        assertThatThrownBy(
                        () -> PromptJudgement.ofStudy(List.of(CLOSE, at(0, 1, 2)), Expectation.INVARIANT, THRESHOLDS))
                .hasMessageContaining("same variants");
        assertThatThrownBy(() -> SeedConsistency.pValue(4, 2, 3)).hasMessageContaining("3 of 2 seeds");
        assertThat(SeedConsistency.pValue(1, 5, 5)).isEqualTo(1);
    }
}

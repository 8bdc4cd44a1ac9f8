package io.vasari.scores.prompt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.scores.linear.Rows;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JointJudgementTest {
    private static final int SEEDS = 4;
    private static final DistanceMatrix ALIKE = at(0, 0, 0, 0);

    /** Four variants at these places on a line. */
    private static DistanceMatrix at(double... places) {
        var matrix = new double[places.length][places.length];
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                matrix[i][j] = Math.abs(places[i] - places[j]);
            }
        }
        return DistanceMatrix.of(matrix);
    }

    private static MeasuredFeature embedding(DistanceMatrix... bySeed) {
        return new MeasuredFeature("embedding", List.of(bySeed), PromptThresholds.DEFAULT);
    }

    private static MeasuredFeature colour(DistanceMatrix... bySeed) {
        return new MeasuredFeature("colour", List.of(bySeed), PromptThresholds.COLOUR);
    }

    private static DistanceMatrix[] always(DistanceMatrix matrix) {
        return Collections.nCopies(SEEDS, matrix).toArray(DistanceMatrix[]::new);
    }

    private static JointJudgement invariant(MeasuredFeature... features) {
        return JointJudgement.ofStudy(List.of(features), Expectation.INVARIANT);
    }

    @Test
    void whatOneFeatureAloneSeesDecides() {
        var twoAndTwo = invariant(embedding(always(ALIKE)), colour(always(at(0, 0, 20, 20))));
        assertThat(twoAndTwo.verdict()).isEqualTo(PromptVerdict.DISPERSED);
        assertThat(twoAndTwo.foundBy()).containsExactly("colour");

        var one = invariant(embedding(always(ALIKE)), colour(always(at(0, 0.5, 20, 0.2))));
        assertThat(one.verdict()).isEqualTo(PromptVerdict.OUTLIER);
        assertThat(one.foundBy()).containsExactly("colour");
        assertThat(one.outlier()).hasValue(2);
        assertThat(one.pValue()).isCloseTo(4 * Math.pow(0.25, 4), within(1e-15));
    }

    @Test
    void whatIsBelowTheThresholdsOfEveryFeatureIsConsistent() {
        var judgement = invariant(embedding(always(at(0, 0.01, 0.02, 0.03))), colour(always(at(0, 1, 2, 3))));
        assertThat(judgement.verdict()).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(judgement.foundBy()).isEmpty();
    }

    /** Two of six show something else: 8 of 15 pairs lie between the classes on three seeds, none on the fourth. */
    @Test
    void classesOfVariantsAreSeenWhereTheMedianIsBlind() {
        var split = at(0, 0, 0, 0, 20, 20);
        var same = at(0, 0, 0, 0, 0, 0);
        var matrices = new DistanceMatrix[] {split, split, split, same};
        assertThat(Typical.MEDIAN.of(DistanceMatrix.pairsOf(List.of(matrices)))).isZero();
        assertThat(invariant(embedding(Collections.nCopies(4, same).toArray(DistanceMatrix[]::new)), colour(matrices))
                        .verdict())
                .isEqualTo(PromptVerdict.DISPERSED);
    }

    /** Else looking at more features would mean more chances of a false alarm than the p-value says. */
    @Test
    void aSeedFlagsOneVariantAtMostByTheFirstFeatureThatHasOne() {
        var byEmbedding = at(0, 0, 0, 0.9);
        var byColour = at(20, 0, 0, 0);
        var judgement = invariant(embedding(always(byEmbedding)), colour(always(byColour)));
        assertThat(judgement.outlier()).hasValue(3);
        assertThat(judgement.flagged()).isEqualTo(SEEDS);
        assertThat(judgement.foundBy()).containsExactly("embedding");
    }

    @Test
    void featuresOfDifferentSeedsAddUp() {
        var judgement = invariant(
                embedding(at(0, 0, 0, 0.9), ALIKE, ALIKE, at(0, 0, 0, 0.9)),
                colour(ALIKE, at(0, 0, 0, 20), at(0, 0, 0, 20)));
        assertThat(judgement.flagged()).isEqualTo(SEEDS);
        assertThat(judgement.verdict()).isEqualTo(PromptVerdict.OUTLIER);
        assertThat(judgement.foundBy()).containsExactlyInAnyOrder("embedding", "colour");
    }

    @Test
    void theClearestComesFirst() {
        var both = invariant(embedding(always(at(0, 0.4, 0.8, 1.2))), colour(always(at(0, 20, 40, 60))));
        assertThat(both.foundBy()).containsExactly("colour", "embedding");
    }

    private static MeasuredFeature structure(DistanceMatrix... bySeed) {
        return new MeasuredFeature("structure", List.of(bySeed), PromptThresholds.STRUCTURE);
    }

    private static PromptVerdict variant(MeasuredFeature... features) {
        return JointJudgement.ofStudy(List.of(features), Expectation.VARIANT).verdict();
    }

    @Test
    void ofVariantsThatShouldMoveTheEmbeddingAloneHasASay() {
        var still = embedding(always(ALIKE));
        var moved = colour(always(at(0, 20, 40, 60)));
        assertThat(variant(still)).isEqualTo(PromptVerdict.TOO_SIMILAR);
        assertThat(variant(still, moved)).isEqualTo(PromptVerdict.TOO_SIMILAR);
        assertThat(JointJudgement.ofGroup(List.of(still, moved), 0, Expectation.VARIANT)
                        .verdict())
                .isEqualTo(PromptVerdict.TOO_SIMILAR);
    }

    @Test
    void withoutAnEmbeddingVariantsThatShouldMoveNeedToByOneFeature() {
        var still = structure(always(ALIKE));
        assertThat(variant(still, colour(always(ALIKE)))).isEqualTo(PromptVerdict.TOO_SIMILAR);
        assertThat(variant(still, colour(always(at(0, 20, 40, 60))))).isEqualTo(PromptVerdict.CONSISTENT);
    }

    @Test
    void aSeedAloneIsJudgedByTheFeaturesThatWereMeasuredOnIt() {
        var features = List.of(embedding(always(ALIKE)), colour(at(0, 0, 20, 20)));
        assertThat(JointJudgement.ofGroup(features, 0, Expectation.INVARIANT).verdict())
                .isEqualTo(PromptVerdict.DISPERSED);
        assertThat(JointJudgement.ofGroup(features, 3, Expectation.INVARIANT).verdict())
                .isEqualTo(PromptVerdict.CONSISTENT);
    }

    /** With one feature the two rules are the same rule. */
    @Test
    void ofOneFeatureItSaysWhatThatSays() {
        for (var matrix : List.of(ALIKE, at(0, 0.3, 0.6, 0.9), at(0, 0, 0, 0.9), at(0, 0.01, 0.02, 0.1))) {
            for (int seeds = 1; seeds <= 5; seeds++) {
                var matrices = Collections.nCopies(seeds, matrix);
                for (var expectation : Expectation.values()) {
                    var alone = PromptJudgement.ofStudy(matrices, expectation, PromptThresholds.DEFAULT);
                    var joint = JointJudgement.ofStudy(
                            List.of(new MeasuredFeature("one", matrices, PromptThresholds.DEFAULT)), expectation);
                    assertThat(joint.verdict()).isEqualTo(alone.verdict());
                    assertThat(joint.outlier()).isEqualTo(alone.outlier());
                    assertThat(joint.flagged()).isEqualTo(alone.flagged());
                    assertThat(joint.pValue()).isEqualTo(alone.pValue());
                }
            }
        }
    }

    @Test
    void varianceOfVectorsInPartsIsThatOfTheWhole() {
        var grid = new double[][] {{1, 2, 3}, {2, 5, 1}, {7, 1, 0}, {3, 3, 9}};
        var whole = VarianceDecomposition.of(Rows.of(grid), 2);
        var parts = IntStream.range(0, 3)
                .mapToObj(column -> VarianceDecomposition.of(
                        Rows.of(1, grid[0][column], grid[1][column], grid[2][column], grid[3][column]), 2))
                .reduce(VarianceDecomposition::and)
                .orElseThrow();
        assertThat(parts.promptShare()).isCloseTo(whole.promptShare(), within(1e-12));
        assertThat(parts.seedShare()).isCloseTo(whole.seedShare(), within(1e-12));
        assertThatThrownBy(() -> parts.and(VarianceDecomposition.of(new double[][] {{1, 2, 3}, {3, 4, 5}})))
                .hasMessageContaining("2 prompts x 2 seeds is not one of 2 x 3");
    }
}

package io.vasari.evaluator.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vasari.artifacts.FileStore;
import io.vasari.contracts.Expectation;
import io.vasari.contracts.Json;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Perturbation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.contracts.ReplayCalibration;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyJudgeTest {
    private static final List<String> REDS = List.of("red vase", "vase, red", "a red vase", "a vase in red");
    private static final List<String> COLOURS = List.of("red vase", "green vase", "blue vase", "vase that is not red");
    private static final int SEEDS = 5;
    private static final int CELLS = 4 * SEEDS;

    @TempDir
    Path dir;

    private FileStore store;

    @BeforeEach
    void open() {
        store = FileStore.open(dir);
    }

    @Test
    void aVariantOfAnotherColourStandsOut() {
        var said = judge(Perturbation.PARAPHRASE, REDS, whole(index -> index / SEEDS == 2 ? blue(index) : red(index)));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.OUTLIER);
        assertThat(said.outlier()).hasValue(2);
        assertThat(said.flaggedSeeds()).isEqualTo(SEEDS);
        assertThat(said.pValue()).isCloseTo(4 * Math.pow(0.25, 5), within(1e-12));
        assertThat(said.verdictText()).contains("\"a red vase\" stands out", "5 of 5 seeds", "p = 0.0039");
        assertThat(said.groups()).hasSize(SEEDS).allSatisfy(group -> {
            assertThat(group.verdict()).isEqualTo(PromptVerdict.OUTLIER);
            assertThat(group.excess()).isGreaterThan(0.3);
        });
        assertThat(said.distances().get(StudyEvaluation.EMBEDDING)[0][2])
                .isGreaterThan(0.5f)
                .isEqualTo(said.distances().get(StudyEvaluation.EMBEDDING)[2][0]);
        assertThat(said.distances().get(StudyEvaluation.COLOUR)[0][2]).isGreaterThan(30);
        assertThat(said.variance().orElseThrow().promptRatio()).isGreaterThan(0.9);
        assertThat(said.embedder()).hasValue(ColourEye.EMBEDDER);
        assertThat(said.at()).isEqualTo(Grids.NOON.plusSeconds(5));
    }

    @Test
    void variantsThatStayCloseAreConsistent() {
        var said = judge(Perturbation.PARAPHRASE, REDS, whole(StudyJudgeTest::red));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(said.expectation()).isEqualTo(Expectation.INVARIANT);
        assertThat(said.medianDistance()).isLessThan(0.001);
        assertThat(said.verdictText()).contains("20 of 20 pictures show the colour that was asked for");
    }

    @Test
    void coloursThatAreIgnoredAreTooSimilar() {
        var said = judge(Perturbation.SUBSTITUTION, COLOURS, whole(StudyJudgeTest::red));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.TOO_SIMILAR);
        assertThat(said.attributes()).extracting(check -> check.prompt()).containsExactly(0, 1, 2);
        assertThat(said.attributes().get(0).passed()).isEqualTo(SEEDS);
        assertThat(said.attributes().get(1).passed()).isZero();
        assertThat(said.attributes().get(1).seen()).containsOnly("red").hasSize(SEEDS);
        assertThat(said.alignment()[0][0]).isGreaterThan(0.9f);
        assertThat(said.alignment()[1][0]).isLessThan(0.3f);
    }

    @Test
    void howTheImagesAreCutIntoShardsMakesNoDifference() {
        IntFunction<int[]> rgb = index -> index % 3 == 0 ? blue(index) : red(index);
        var whole = judge(Perturbation.PARAPHRASE, REDS, whole(rgb));
        var cut = judge(Perturbation.PARAPHRASE, REDS, List.of(shard(7, 13, rgb), shard(0, 3, rgb), shard(3, 4, rgb)));

        assertThat(Json.write(cut)).isEqualTo(Json.write(whole));
    }

    @Test
    void seedsCountOfWhichAllVariantsAreThere() {
        var status = Grids.status(Perturbation.PARAPHRASE, REDS, SEEDS, CELLS - 1);
        var shards = List.of(shard(0, 7, StudyJudgeTest::red), shard(8, 12, StudyJudgeTest::red));

        var said = judgement(true).judge(status, shards).evaluation();

        assertThat(said.groups()).extracting(group -> group.seed()).containsExactly(100L, 101L, 103L, 104L);
        assertThat(said.alignment()[0]).hasSize(4);
    }

    @Test
    void theNoiseIsToldWhereAllVariantsHadTheSame() {
        var shard = Grids.shard(
                store,
                new SampleRange(0, CELLS),
                StudyJudgeTest::red,
                index -> Grids.noise(index == 6 ? 99 : index % SEEDS));

        var said = judge(Perturbation.PARAPHRASE, REDS, List.of(shard));

        assertThat(said.groups().get(0).noiseSha256()).hasValue(Grids.noise(0));
        assertThat(said.groups().get(1).noiseSha256()).isEmpty();
        assertThat(said.groups().get(4).noiseSha256()).hasValue(Grids.noise(4));
    }

    @Test
    void withoutAnEmbedderStructureIsJudged() {
        var status = Grids.status(Perturbation.PARAPHRASE, REDS, SEEDS, CELLS);

        var said = judgement(false).judge(status, whole(StudyJudgeTest::red)).evaluation();

        assertThat(said.judgedBy()).isEqualTo(StudyEvaluation.STRUCTURE);
        assertThat(said.distances()).containsOnlyKeys(StudyEvaluation.STRUCTURE, StudyEvaluation.COLOUR);
        assertThat(said.variance()).isEmpty();
        assertThat(said.alignment()).isEmpty();
    }

    /** Greys have one direction among colours, however bright they are: the embedder cannot tell them apart. */
    @Test
    void whatTheEmbedderDoesNotSeeIsSeenInThePixels() {
        var said = judge(
                Perturbation.PERMUTATION, REDS, whole(index -> index / SEEDS < 2 ? grey(60, index) : grey(180, index)));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.DISPERSED);
        assertThat(said.foundBy()).containsExactly(StudyEvaluation.COLOUR, StudyEvaluation.STRUCTURE);
        assertThat(said.judgedBy()).isEqualTo(StudyEvaluation.EMBEDDING);
        assertThat(said.verdictText())
                .contains(
                        "by colour (CIEDE2000) the mean distance is",
                        "more than 3;",
                        "by structure",
                        "By embedding (1 - cosine) they are alike (median distance 0)",
                        "Of the variance of the pixels' colours 100 % come from the prompt");
        var features = said.features();
        assertThat(features)
                .containsOnlyKeys(StudyEvaluation.EMBEDDING, StudyEvaluation.STRUCTURE, StudyEvaluation.COLOUR);
        assertThat(features.get(StudyEvaluation.EMBEDDING).verdict()).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(features.get(StudyEvaluation.COLOUR).verdict()).isEqualTo(PromptVerdict.DISPERSED);
        assertThat(features.get(StudyEvaluation.COLOUR).variance().orElseThrow().promptRatio())
                .isGreaterThan(0.99);
        assertThat(features.get(StudyEvaluation.COLOUR).seeds()).isEqualTo(SEEDS);
        assertThat(said.groups()).allSatisfy(group -> {
            assertThat(group.verdict()).isEqualTo(PromptVerdict.DISPERSED);
            assertThat(group.feature()).hasValue(StudyEvaluation.COLOUR);
            assertThat(group.medianDistance()).isGreaterThan(20);
        });
        assertThat(said.calibration()).isEmpty();
    }

    @Test
    void oneVariantThatIsBrighterStandsOut() {
        var said = judge(
                Perturbation.PERMUTATION,
                REDS,
                whole(index -> index / SEEDS == 1 ? grey(180, index) : grey(60, index)));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.OUTLIER);
        assertThat(said.outlier()).hasValue(1);
        assertThat(said.foundBy()).containsExactly(StudyEvaluation.STRUCTURE);
        assertThat(said.verdictText()).contains("\"vase, red\" stands out", "by structure");
    }

    @Test
    void aModelThatDoesNotRepeatItselfIsHeldAgainstItsReplays() {
        var said = judgedWith(calibration(Optional.of(ColourEye.EMBEDDER)));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.CONSISTENT);
        assertThat(said.thresholds().minExcess()).isEqualTo(1.9);
        assertThat(said.thresholds().replayDistance()).hasValue(0.95);
        assertThat(said.features().get(StudyEvaluation.COLOUR).thresholds().dispersedAbove())
                .isEqualTo(100);
        assertThat(said.calibration())
                .hasValue(new StudyEvaluation.Calibration(Grids.NOON, "vasari 0.1.0", 3, 144, 0.99, 2));
    }

    @Test
    void thresholdsMadeWithAnotherEmbedderAreNotForTheseEmbeddings() {
        var said = judgedWith(calibration(Optional.of(new ModelRef("another", "v1"))));

        assertThat(said.verdict()).isEqualTo(PromptVerdict.OUTLIER);
        assertThat(said.thresholds().minExcess()).isEqualTo(0.05);
        assertThat(said.thresholds().replayDistance()).isEmpty();
        assertThat(said.features().get(StudyEvaluation.COLOUR).thresholds().replayDistance())
                .hasValue(50);
    }

    private StudyEvaluation judgedWith(ReplayCalibration calibration) {
        var shards = whole(index -> index / SEEDS == 2 ? blue(index) : red(index));
        return new StudyJudge(store, model -> new ColourEye(true), model -> Calibrated.by(calibration))
                .judge(Grids.status(Perturbation.PARAPHRASE, REDS, SEEDS, CELLS), shards)
                .evaluation();
    }

    private static ReplayCalibration calibration(Optional<ModelRef> embedder) {
        return new ReplayCalibration(
                ReplayCalibration.VERSION,
                Grids.MODEL,
                Grids.NOON,
                "vasari 0.1.0",
                3,
                144,
                0.99,
                2,
                embedder,
                Map.of(
                        StudyEvaluation.EMBEDDING, new ReplayCalibration.Feature(0.95, 1.9, 2, 1.9, 1.9),
                        StudyEvaluation.STRUCTURE, new ReplayCalibration.Feature(0.5, 1, 2, 1, 1),
                        StudyEvaluation.COLOUR, new ReplayCalibration.Feature(50, 100, 2, 100, 100)),
                Map.of());
    }

    @Test
    void tooFewSeedsAreSaidSo() {
        var status = Grids.status(Perturbation.PARAPHRASE, REDS, 2, 8);

        var said = judgement(true)
                .judge(status, List.of(shard(0, 8, StudyJudgeTest::red)))
                .evaluation();

        assertThat(said.verdict()).isEqualTo(PromptVerdict.INSUFFICIENT);
        assertThat(said.verdictText()).startsWith("2 seeds are too few").contains("it takes 4");
    }

    private StudyEvaluation judge(Perturbation perturbation, List<String> prompts, List<Shard> shards) {
        return judgement(true)
                .judge(Grids.status(perturbation, prompts, SEEDS, CELLS), shards)
                .evaluation();
    }

    private StudyJudge judgement(boolean embeds) {
        return new StudyJudge(store, model -> new ColourEye(embeds), model -> Calibrated.not());
    }

    private List<Shard> whole(IntFunction<int[]> rgb) {
        return List.of(shard(0, CELLS, rgb));
    }

    private Shard shard(int first, int count, IntFunction<int[]> rgb) {
        return Grids.shard(store, new SampleRange(first, count), rgb, index -> Grids.noise(index % SEEDS));
    }

    private static int[] red(int index) {
        return new int[] {200 + index, 20 + index % 7, 20};
    }

    private static int[] grey(int level, int index) {
        int value = level + index % SEEDS;
        return new int[] {value, value, value};
    }

    private static int[] blue(int index) {
        return new int[] {20, 20 + index % 7, 200 + index};
    }
}

package io.vasari.training.vases;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Expectation;
import io.vasari.contracts.PromptVerdict;
import io.vasari.models.Embedder;
import io.vasari.models.ModelZoo;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.prompt.DistanceMatrix;
import io.vasari.scores.prompt.PromptJudgement;
import io.vasari.scores.prompt.PromptThresholds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How surely studies find faults that are put into them, and how often they find some where there are none: with drawn
 * vases, looked at by vase-clip. A seed decides how a vase is shown; each variant moves it a little.
 */
class PromptFaultPowerTest {
    private static final int SIDE = 32;
    private static final int VARIANTS = 6;
    private static final int SEEDS = 8;
    private static final int FAULTY = 4;

    private static Embedder clip;

    @BeforeAll
    static void load() {
        clip = ModelZoo.open(Path.of(System.getProperty("vasari.root", ".."), "zoo"))
                .loadEmbedder("vase-clip", "v1");
    }

    @AfterAll
    static void unload() {
        clip.close();
    }

    /** Which vase a variant shows on a seed. */
    private interface Vases {
        VaseTraits of(int variant, int seed);
    }

    @Test
    void nothingIsFoundInCleanStudies() {
        int studies = 100;
        int alarms = 0;
        var random = new Random(1);
        for (int i = 0; i < studies; i++) {
            var vase = VaseTraits.draw(random);
            var judgement = judge((variant, seed) -> vase, Expectation.INVARIANT, random);
            alarms += judgement.verdict() == PromptVerdict.CONSISTENT ? 0 : 1;
        }
        assertThat(alarms).as("false alarms in %d clean studies", studies).isZero();
    }

    @Test
    void aVariantThatShowsAnotherVaseIsFound() {
        assertThat(foundOf(40, 1.0, new Random(2))).as("on every seed").isGreaterThanOrEqualTo(39);
    }

    /**
     * Six variants on eight seeds: an outlier takes five seeds (p = 0.028), so a fault that shows on three seeds of four is
     * found with probability 0.89, one that shows on every other seed with 0.36.
     */
    @Test
    void aFaultOnSomeSeedsIsFoundAsOftenAsItShowsOnFive() {
        assertThat(foundOf(40, 0.75, new Random(5)))
                .as("expected 35.4, sigma 2.0")
                .isBetween(29, 40);
        assertThat(foundOf(40, 0.5, new Random(3)))
                .as("expected 14.5, sigma 3.0")
                .isBetween(6, 24);
    }

    @Test
    void coloursThatAreIgnoredAreFoundAndColoursThatAreHeededAreNot() {
        int ignored = 0;
        int heeded = 0;
        int studies = 40;
        var random = new Random(4);
        for (int i = 0; i < studies; i++) {
            var vase = VaseTraits.draw(random);
            var deaf = judge((variant, seed) -> vase, Expectation.VARIANT, random);
            ignored += deaf.verdict() == PromptVerdict.TOO_SIMILAR ? 1 : 0;
            var good = judge(
                    (variant, seed) -> new VaseTraits(VaseColour.values()[variant], vase.kind(), vase.ornament()),
                    Expectation.VARIANT,
                    random);
            heeded += good.verdict() == PromptVerdict.TOO_SIMILAR ? 0 : 1;
        }
        assertThat(ignored).as("colour ignored").isGreaterThanOrEqualTo(39);
        assertThat(heeded).as("colour heeded").isEqualTo(studies);
    }

    /** In how many studies the faulty variant is named. */
    private static int foundOf(int studies, double share, Random random) {
        int found = 0;
        for (int i = 0; i < studies; i++) {
            var asked = VaseTraits.draw(random);
            var other = another(asked, random);
            var wrong = IntStream.range(0, SEEDS)
                    .mapToObj(seed -> random.nextDouble() < share)
                    .toList();
            var judgement = judge(
                    (variant, seed) -> variant == FAULTY && wrong.get(seed) ? other : asked,
                    Expectation.INVARIANT,
                    random);
            found += judgement.verdict() == PromptVerdict.OUTLIER
                            && judgement.outlier().getAsInt() == FAULTY
                    ? 1
                    : 0;
        }
        return found;
    }

    /** Of another colour and another kind. */
    private static VaseTraits another(VaseTraits vase, Random random) {
        while (true) {
            var other = VaseTraits.draw(random);
            if (other.colour() != vase.colour() && other.kind() != vase.kind()) {
                return other;
            }
        }
    }

    private static PromptJudgement judge(Vases vases, Expectation expectation, Random random) {
        List<DistanceMatrix> bySeed = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var stage = VaseStage.draw(random);
            byte[] pixels = new byte[VARIANTS * SIDE * SIDE * 3];
            for (int variant = 0; variant < VARIANTS; variant++) {
                byte[] picture = VasePainter.paint(vases.of(variant, seed), moved(stage, random), SIDE);
                System.arraycopy(picture, 0, pixels, variant * picture.length, picture.length);
            }
            var rows = clip.embed(pixels, VARIANTS);
            var wide = new double[VARIANTS][rows[0].length];
            for (int variant = 0; variant < VARIANTS; variant++) {
                for (int i = 0; i < wide[variant].length; i++) {
                    wide[variant][i] = rows[variant][i];
                }
            }
            bySeed.add(DistanceMatrix.ofCosines(Rows.of(wide)));
        }
        return PromptJudgement.ofStudy(bySeed, expectation, PromptThresholds.DEFAULT);
    }

    /** About as much as other words for the same move a picture of {@code free-order}. */
    private static VaseStage moved(VaseStage stage, Random random) {
        return new VaseStage(
                stage.wall().times(1 - 0.01 * random.nextDouble()),
                stage.scale() * (1 - 0.01 * random.nextDouble()),
                stage.centre() + 0.005 * (random.nextDouble() - 0.5),
                stage.turn() + 0.02 * random.nextDouble());
    }
}

package io.vasari.scores.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.Verdict;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.ClassScores;
import io.vasari.scores.Reference;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final List<String> DIGITS =
            IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    private static final Reference MNIST =
            new Reference("mnist-test", DIGITS, ClassCounts.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009));

    private static Judgement judge(long... counts) {
        return Judge.judge(ClassScores.of(ClassCounts.of(counts), MNIST));
    }

    @Test
    void referenceItselfIsDiverse() {
        var judgement = judge(MNIST.counts().toArray());
        assertThat(judgement.verdict()).isEqualTo(Verdict.DIVERSE);
        assertThat(judgement.text())
                .isEqualTo("All 10 digits occur, in shares that may well be those of the reference.");
    }

    @Test
    void publishedShareTableOfACollapsingGanIsSkewed() {
        var judgement = judge(206, 428, 88, 152, 190, 120, 182, 288, 88, 258);
        assertThat(judgement.verdict()).isEqualTo(Verdict.SKEWED);
        assertThat(judgement.text())
                .startsWith("Ones are over-represented (21.4 % where 11.4 % is expected, +14 sigmas); "
                        + "twos are under-represented (4.4 % where 10.3 % is expected, -8.7 sigmas); ");
    }

    @Test
    void oneSampleTooFewIsInsufficient() {
        assertThat(judge(99, 0, 0, 0, 0, 0, 0, 0, 0, 0).verdict()).isEqualTo(Verdict.INSUFFICIENT);
        assertThat(judge(100, 0, 0, 0, 0, 0, 0, 0, 0, 0).verdict()).isEqualTo(Verdict.COLLAPSED);
        assertThat(judge(1, 0, 0, 0, 0, 0, 0, 0, 0, 0).text()).isEqualTo("1 sample is too few to judge, it takes 100.");
    }

    @Test
    void lostDigitsAreNamedWithTheChanceOfThat() {
        var judgement = judge(0, 250, 250, 250, 250, 250, 0, 250, 250, 250);
        assertThat(judgement.verdict()).isEqualTo(Verdict.MISSING_CLASSES);
        assertThat(judgement.text()).isEqualTo("Digits 0 and 6 are missing: the chance of that is below 1e-88.");
    }

    /** Where chi-squared is blind: 120 samples of nine digits. */
    @Test
    void lostDigitIsSeenBeforeChiSquaredSeesIt() {
        var scores = ClassScores.of(ClassCounts.of(0, 20, 20, 20, 20, 20, 20, 20, 20, 20), MNIST);
        assertThat(scores.fit().log10PValue()).isGreaterThan(-3);
        assertThat(Judge.judge(scores).verdict()).isEqualTo(Verdict.MISSING_CLASSES);
    }

    @Test
    void oneDigitAloneIsACollapseAndSaysWhatIsMissing() {
        var judgement = judge(0, 1000, 0, 0, 0, 0, 0, 0, 0, 0);
        assertThat(judgement.verdict()).isEqualTo(Verdict.COLLAPSED);
        assertThat(judgement.text())
                .startsWith("The model has collapsed: its samples are as varied as 1.0 of 10 digits. "
                        + "Digits 0, 2, 3, 4, 5, 6, 7, 8 and 9 are missing: the chance of that is below 1e-");
    }

    @Test
    void collapseThatStillCoversEveryDigitIsSeen() {
        var judgement = judge(111, 1, 1, 1, 1, 1, 1, 1, 1, 1);
        assertThat(judgement.verdict()).isEqualTo(Verdict.COLLAPSED);
        assertThat(judgement.text()).contains("Zeros are over-represented (92.5 % where 9.8 % is expected");
    }

    @Test
    void departureThatIsSureButSmallIsDiverse() {
        var judgement = judge(12_000, 9_500, 10_320, 10_100, 9_820, 8_920, 9_580, 10_280, 9_740, 9_740);
        assertThat(judgement.verdict()).isEqualTo(Verdict.DIVERSE);
        assertThat(judgement.text())
                .contains(
                        "differ measurably from the reference, but not by much (2.2 % of the samples): zeros are over-")
                .endsWith("sigmas).");
    }

    @Test
    void largeDepartureOfFewSamplesIsNotYetSkewed() {
        var few = new long[] {50, 107, 22, 38, 47, 30, 45, 72, 22, 64};
        assertThat(IntStream.range(0, 10).mapToLong(i -> few[i]).sum()).isLessThan(Judge.MIN_SAMPLES_SKEWED);
        assertThat(judge(few).verdict()).isEqualTo(Verdict.DIVERSE);
        assertThat(judge(few).text())
                .contains("by 17.4 % of the samples, which it takes 650 samples to call skewed: ones are over-")
                .doesNotContain("not by much");
    }

    @Test
    void aClassThatTheReferenceHasNotGotIsCalledSo() {
        var reference = new Reference("some", List.of("round", "tall", "flat"), ClassCounts.of(500, 500, 0));
        assertThat(Judge.judge(ClassScores.of(ClassCounts.of(60, 60, 60), reference))
                        .text())
                .contains("class flat is there (33.3 %), which the reference has not got");
    }

    @Test
    void otherClassesAreCalledByTheirNames() {
        var reference = new Reference("vases", List.of("round", "tall"), ClassCounts.of(5000, 5000));
        var judgement = Judge.judge(ClassScores.of(ClassCounts.of(0, 500), reference));
        assertThat(judgement.text()).contains("Class round is missing: the chance of that is below 1e-150.");
    }
}

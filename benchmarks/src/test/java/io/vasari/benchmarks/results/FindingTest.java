package io.vasari.benchmarks.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
    private final Figure ours = new Figure("ours", 15, "images/s");
    private final Figure theirs = new Figure("theirs", 10, "images/s");

    @Test
    void ratioIsMetAtItsRequirementAndMissedJustBelow() {
        assertThat(new Finding.Ratio(ours, theirs, Bound.atLeast(1.5)).met()).isTrue();
        assertThat(new Finding.Ratio(ours, theirs, Bound.atLeast(1.51)).met()).isFalse();
    }

    @Test
    void ratioWithoutRequirementIsAlwaysMetAndSaysNothingOfIt() {
        var shown = new Finding.Ratio(theirs, ours, Bound.NONE);

        assertThat(shown.met()).isTrue();
        assertThat(shown.cells()).containsExactly("theirs", "10.0 images/s", "ours: 15.0 images/s", "0.67", "", "");
    }

    @Test
    void limitIsMetAtItsValueAndMissedJustAbove() {
        assertThat(new Finding.Limit(ours, 15).met()).isTrue();
        assertThat(new Finding.Limit(ours, 14.9).cells()).contains("<= 14.9 images/s", "MISSED");
    }

    @Test
    void ratioIsMetAtItsUpperLimitAndMissedJustAbove() {
        assertThat(new Finding.Ratio(theirs, ours, Bound.atMost(0.67)).met()).isTrue();
        assertThat(new Finding.Ratio(theirs, ours, Bound.atMost(0.66)).cells())
                .containsExactly("theirs", "10.0 images/s", "ours: 15.0 images/s", "0.67", "<= 0.66", "MISSED");
    }

    @Test
    void medianOfAnEvenNumberIsBetweenTheTwoInTheMiddle() {
        assertThat(Figure.median("m", "s", 9, 1, 5).value()).isEqualTo(5);
        assertThat(Figure.median("m", "s", 9, 1, 5, 4).value()).isEqualTo(4.5);
    }

    @Test
    void oneMissedFindingIsRememberedAndEverythingButProgressIsKept() {
        var shown = new ByteArrayOutputStream();
        var results = new Results(new PrintStream(shown));
        results.add(List.of(new Finding.Limit(ours, 20)));
        assertThat(results.allMet()).isTrue();

        results.progress("half way");
        results.add(List.of(new Finding.Limit(ours, 10)));

        assertThat(results.allMet()).isFalse();
        assertThat(results.markdown()).contains("MISSED").doesNotContain("half way");
        assertThat(shown.toString()).contains("MISSED", "half way");
    }

    @Test
    void columnsOfATableLineUp() {
        var table = new Table(List.of("a", "long header")).row(List.of("a value", "b"));

        assertThat(table.toString().lines())
                .containsExactly("| a       | long header |", "| ------- | ----------- |", "| a value | b           |");
    }
}

package io.vasari.scores;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassCountsTest {
    @Test
    void mergingIsCountingTogether() {
        var a = ClassCounts.of(1, 0, 5);
        var b = ClassCounts.of(2, 3, 0);
        assertThat(a.plus(b)).isEqualTo(ClassCounts.of(3, 3, 5)).isEqualTo(b.plus(a));
        assertThat(a.plus(ClassCounts.empty(3))).isEqualTo(a);
        assertThat(a.plus(b).n()).isEqualTo(11);
    }

    @Test
    void whatCannotBeIsRefusedByName() {
        assertThatThrownBy(() -> ClassCounts.of(1, -2)).hasMessageContaining("class 1 is -2");
        assertThatThrownBy(() -> ClassCounts.of(1).plus(ClassCounts.of(1, 2))).hasMessageContaining("2 classes");
        assertThatThrownBy(() -> ClassScores.of(ClassCounts.empty(1), Reference.uniform(List.of("a"))))
                .hasMessageContaining("no samples");
        assertThatThrownBy(() -> new Reference("r", List.of("a"), ClassCounts.of(0)))
                .hasMessageContaining("'r'");
    }

    @Test
    void singleClassHasScoresToo() {
        var scores = ClassScores.of(ClassCounts.of(5), Reference.uniform(List.of("only")));
        assertThat(scores.entropyRatio()).isZero();
        assertThat(scores.fit().log10PValue()).isZero();
        assertThat(scores.coverageRatio()).isEqualTo(1);
    }
}

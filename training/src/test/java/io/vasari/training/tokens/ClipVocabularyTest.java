package io.vasari.training.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipVocabularyTest {

    private static final List<String> WORDS =
            List.of("vase", "vessel", "stripes", "striped", "a", "and", "zigzag", "zigzags");

    private final ClipVocabulary vocabulary = new ClipVocabulary(WORDS, 6);

    @Test
    void mergesAppliedByRankMakeOneTokenOfEachWord() {
        assertThat(WORDS).allSatisfy(word -> assertThat(tokens(word)).containsExactly(word + "</w>"));
    }

    @Test
    void otherWordsFallApartIntoKnownTokens() {
        assertThat(tokens("vasegg")).hasSizeGreaterThan(1).allMatch(vocabulary.ids()::containsKey);
        assertThat(String.join("", tokens("stripe"))).isEqualTo("stripe</w>");
    }

    @Test
    void idsStandAsInClip() {
        assertThat(vocabulary.ids().get("!")).isZero();
        assertThat(vocabulary.ids().get("a")).isEqualTo(64);
        assertThat(vocabulary.ids().get("!</w>")).isEqualTo(256);
        assertThat(vocabulary.ids().get("\u0143</w>")).isEqualTo(511);
        assertThat(vocabulary.startId()).isEqualTo(vocabulary.size() - 2);
        assertThat(vocabulary.endId()).isEqualTo(vocabulary.size() - 1);
        assertThat(vocabulary.ids().values()).doesNotHaveDuplicates();
        assertThat(vocabulary.merges()).hasSize(vocabulary.size() - 514);
    }

    @Test
    void promptIsFramedAndFilledUp() {
        int end = vocabulary.endId();
        int vase = vocabulary.ids().get("vase</w>");
        int comma = vocabulary.ids().get(",</w>");
        assertThat(vocabulary.encode(List.of("vase", ",")))
                .containsExactly(vocabulary.startId(), vase, comma, end, end, end);
        assertThat(vocabulary.encode(List.of())).containsExactly(vocabulary.startId(), end, end, end, end, end);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> vocabulary.encode(List.of("jug"))).hasMessageContaining("'jug'");
        assertThatThrownBy(() -> vocabulary.encode(List.of("a", "a", "a", "a", "a")))
                .hasMessageContaining("5 words, the limit is 4");
    }

    /** Byte-pair encoding as tokenizers do it: of all neighbours, the pair of the lowest rank is merged first. */
    private List<String> tokens(String word) {
        List<String> symbols =
                new ArrayList<>(word.chars().mapToObj(Character::toString).toList());
        symbols.set(symbols.size() - 1, symbols.get(symbols.size() - 1) + "</w>");
        while (true) {
            int best = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                int rank = vocabulary.merges().indexOf(symbols.get(i) + " " + symbols.get(i + 1));
                best = rank >= 0 ? Math.min(best, rank) : best;
            }
            if (best == Integer.MAX_VALUE) {
                return symbols;
            }
            String[] pair = vocabulary.merges().get(best).split(" ");
            for (int i = 0; i + 1 < symbols.size(); i++) {
                if (symbols.get(i).equals(pair[0]) && symbols.get(i + 1).equals(pair[1])) {
                    symbols.set(i, pair[0] + pair[1]);
                    symbols.remove(i + 1);
                }
            }
        }
    }
}

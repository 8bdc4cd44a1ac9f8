package io.vasari.models.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CleanTextTest {

    @Test
    void wordsEndAtEveryKindOfSpace() {
        assertThat(CleanText.words(" a\tb\nc\rd\u00a0e\u3000f\u2028g\u2029h "))
                .containsExactly("a", "b", "c", "d", "e", "f", "g", "h");
        assertThat(CleanText.words(" \t ")).isEmpty();
    }

    @Test
    void controlCharactersVanish() {
        assertThat(CleanText.words("a\u0000b\u0085c\u200dd\u00ade\ufffdf\ue000g\ud800h\u0378i"))
                .containsExactly("abcdefghi");
    }

    @Test
    void emojiStayEvenIfYoungerThanTheRuntime() {
        assertThat(CleanText.words("\ud83d\udc31 \ud83e\udee8")).containsExactly("\ud83d\udc31", "\ud83e\udee8");
    }

    @Test
    void chineseCharactersStandAlone() {
        assertThat(CleanText.words("a\u732bb\ud840\udc00\u306e"))
                .containsExactly("a", "\u732b", "b", "\ud840\udc00", "\u306e");
    }

    @Test
    void lettersAreComposedAndLowered() {
        assertThat(CleanText.words("E\u0301 \u0130 \u039f\u03a3")).containsExactly("\u00e9", "i\u0307", "\u03bf\u03c2");
    }
}

package io.vasari.training.vases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptionMeaningTest {

    @Test
    void whatIsNotNamedIsAllowed() {
        var meaning = CaptionMeaning.of(List.of("a", "scarlet", "vase"));
        assertThat(meaning.colours()).containsExactly(VaseColour.RED);
        assertThat(meaning.kinds()).hasSize(5);
        assertThat(meaning.ornaments()).hasSize(4);
    }

    @Test
    void ornateMeansAnyOrnament() {
        assertThat(CaptionMeaning.of(List.of("ornate", "urn")).ornaments())
                .containsExactly(VaseOrnament.STRIPES, VaseOrnament.ZIGZAGS, VaseOrnament.FLUTES);
        assertThat(CaptionMeaning.of(List.of("pot", "with", "flutes")).ornaments())
                .containsExactly(VaseOrnament.FLUTES);
        assertThat(CaptionMeaning.of(List.of("simple", "bowl"))
                        .fits(new VaseTraits(VaseColour.BLUE, VaseKind.BOWL, VaseOrnament.STRIPES)))
                .isFalse();
    }

    @Test
    void everyCaptionIsTrueOfItsPictureAndMostAreFalseOfOthers() {
        var vases = new VaseMixture(200, 32, 3);
        var random = new Random(4);
        int others = 0;
        for (int i = 0; i < vases.size(); i++) {
            var meaning = CaptionMeaning.of(vases.caption(i, random));
            assertThat(meaning.fits(vases.traits(i))).isTrue();
            others += meaning.fits(vases.traits((i + 1) % vases.size())) ? 1 : 0;
        }
        assertThat(others).isBetween(5, 60);
    }

    @Test
    void heldOutPicturesAreOthersThanThoseOfTrainings() {
        var heldOut = new VaseMixture(20, 32, VaseMixture.HELD_OUT_SEED);
        for (long seed : new long[] {0, 1, 1550}) {
            var training = new VaseMixture(20, 32, seed);
            for (int i = 0; i < 20; i++) {
                assertThat(training.order(i)).isEqualTo(i < 10 ? CaptionOrder.FREE : CaptionOrder.FIXED);
                assertThat(training.pixels(i)).isNotEqualTo(heldOut.pixels(i));
            }
        }
    }
}

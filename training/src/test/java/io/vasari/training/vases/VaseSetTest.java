package io.vasari.training.vases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VaseSetTest {

    @Test
    void picturesDependOnTheSeedAlone() {
        var set = new VaseSet(CaptionOrder.FREE, 20, 32, 7);
        var again = new VaseSet(CaptionOrder.FREE, 40, 32, 7);
        var other = new VaseSet(CaptionOrder.FREE, 20, 32, 8);
        for (int i = 0; i < 20; i++) {
            assertThat(again.pixels(i)).isEqualTo(set.pixels(i)).isNotEqualTo(other.pixels(i));
            assertThat(again.traits(i)).isEqualTo(set.traits(i));
        }
    }

    @Test
    void bytesAreThoseOfTheFirstMachine() {
        var set = new VaseSet(CaptionOrder.FIXED, 64, 32, 1);
        int hash = 1;
        for (int i = 0; i < set.size(); i++) {
            hash = 31 * hash + Arrays.hashCode(set.pixels(i));
        }
        assertThat(hash).isEqualTo(988211723);
    }

    @Test
    void largerPictureAveragesToTheSmallOne() {
        var small = new VaseSet(CaptionOrder.FREE, 4, 32, 3);
        var large = new VaseSet(CaptionOrder.FREE, 4, 64, 3);
        for (int i = 0; i < 4; i++) {
            for (int at = 0; at < small.pixels(i).length; at++) {
                int pixel = at / 3;
                int sum = 0;
                for (int corner = 0; corner < 4; corner++) {
                    int row = pixel / 32 * 2 + corner / 2;
                    int column = pixel % 32 * 2 + corner % 2;
                    sum += large.pixels(i)[(row * 64 + column) * 3 + at % 3] & 0xFF;
                }
                assertThat(small.pixels(i)[at] & 0xFF).isBetween(sum / 4 - 1, sum / 4 + 1);
            }
        }
    }

    @Test
    void planesAreScaledToPlusMinusOne() {
        var set = new VaseSet(CaptionOrder.FREE, 2, 32, 3);
        float[] planes = new float[2 * 3 * 1024];
        set.copyPlanes(1, planes, 3072);
        assertThat(planes[3072 + 1024 + 5]).isEqualTo((set.pixels(1)[3 * 5 + 1] & 0xFF) / 127.5f - 1);
        assertThat(planes[0]).isZero();
    }

    @Test
    void captionsUseTheVocabularyAndFitThePrompt() {
        var set = new VaseSet(CaptionOrder.FREE, 300, 32, 5);
        var random = new Random(1);
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 30_000; i++) {
            List<String> caption = set.caption(i % 300, random);
            assertThat(caption).hasSizeBetween(1, Captions.MAX_WORDS);
            assertThat(caption.get(caption.size() - 1)).isNotIn(",", "and", "in", "with", "a", "an");
            used.addAll(caption);
        }
        used.remove(",");
        assertThat(used).isEqualTo(Captions.vocabulary());
    }

    @Test
    void captionsAreTrue() {
        var set = new VaseSet(CaptionOrder.FREE, 300, 32, 5);
        var random = new Random(2);
        for (int i = 0; i < 3_000; i++) {
            VaseTraits traits = set.traits(i % 300);
            List<String> caption = set.caption(i % 300, random);
            for (VaseColour colour : VaseColour.values()) {
                if (colour != traits.colour()) {
                    assertThat(caption).doesNotContainAnyElementsOf(colour.words());
                }
            }
            for (VaseKind kind : VaseKind.values()) {
                if (kind != traits.kind()) {
                    assertThat(caption).doesNotContain(kind.word());
                }
            }
            assertThat(caption)
                    .doesNotContainAnyElementsOf(
                            traits.ornate() ? VaseOrnament.NONE.adjectives() : VaseOrnament.FLUTES.adjectives());
        }
    }

    @Test
    void sixOrdersOfOneCaptionShowSixPictures() {
        var traits = new VaseTraits(VaseColour.GREEN, VaseKind.URN, VaseOrnament.ZIGZAGS);
        List<byte[]> pictures = Arrays.stream(WordOrder.values())
                .map(order -> VasePainter.paint(traits, VaseScene.of(order, VaseColour.GREEN, new Random(4)), 32))
                .toList();
        for (byte[] a : pictures) {
            for (byte[] b : pictures) {
                if (a != b) {
                    assertThat(distance(a, b)).isGreaterThan(20);
                }
            }
        }
    }

    @Test
    void fixedCaptionKeepsTheOrderOfItsPicture() {
        var set = new VaseSet(CaptionOrder.FIXED, 50, 32, 5);
        var random = new Random(3);
        for (int i = 0; i < set.size(); i++) {
            Set<String> firsts = new HashSet<>();
            for (int k = 0; k < 200; k++) {
                List<String> caption = set.caption(i, random);
                boolean all = caption.stream().anyMatch(set.traits(i).colour().words()::contains)
                        && caption.stream().anyMatch(set.traits(i).ornament().adjectives()::contains)
                        && caption.stream().anyMatch(List.of("vase", "pot", "vessel")::contains);
                if (all) {
                    firsts.add(slot(caption.get(caption.get(0).matches("an?") ? 1 : 0), set.traits(i)));
                }
            }
            assertThat(firsts).hasSize(1);
        }
    }

    private static String slot(String word, VaseTraits traits) {
        return traits.colour().words().contains(word)
                ? "colour"
                : traits.ornament().adjectives().contains(word) ? "ornament" : "noun";
    }

    private static double distance(byte[] a, byte[] b) {
        return Math.sqrt(IntStream.range(0, a.length)
                .mapToDouble(i -> Math.pow((a[i] & 0xFF) - (b[i] & 0xFF), 2))
                .average()
                .orElseThrow());
    }
}

package io.vasari.training.vases;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The vases of which a caption is true: those whose colour, kind and ornament it allows. What it does not name, it allows. */
public record CaptionMeaning(Set<VaseColour> colours, Set<VaseKind> kinds, Set<VaseOrnament> ornaments) {

    /** Reads a caption; words that say nothing of a trait are skipped. */
    public static CaptionMeaning of(List<String> caption) {
        Set<VaseColour> colours = EnumSet.allOf(VaseColour.class);
        Set<VaseKind> kinds = EnumSet.allOf(VaseKind.class);
        Set<VaseOrnament> ornaments = EnumSet.allOf(VaseOrnament.class);
        for (String word : caption) {
            narrow(colours, colour -> colour.words().contains(word));
            narrow(kinds, kind -> kind.word().equals(word));
            narrow(
                    ornaments,
                    ornament -> ornament.adjectives().contains(word)
                            || ornament.nouns().contains(word));
        }
        return new CaptionMeaning(colours, kinds, ornaments);
    }

    /** Keeps what a word can mean; a word that means none of them keeps all. */
    private static <T> void narrow(Set<T> allowed, Predicate<T> meant) {
        if (allowed.stream().anyMatch(meant)) {
            allowed.removeIf(meant.negate());
        }
    }

    /** Whether the caption is true of such a vase. */
    public boolean fits(VaseTraits traits) {
        return colours.contains(traits.colour())
                && kinds.contains(traits.kind())
                && ornaments.contains(traits.ornament());
    }
}

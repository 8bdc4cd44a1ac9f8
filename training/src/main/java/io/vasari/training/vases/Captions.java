package io.vasari.training.vases;

import io.vasari.training.vases.WordOrder.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Wordings for pictures of vases: "ornate green vase", "a vase, green and ornate", "bottle in mauve with stripes". */
public final class Captions {

    /** Words and commas of the longest caption. */
    public static final int MAX_WORDS = 8;

    private static final List<String> ANY_VASE = List.of("vase", "vase", "vase", "pot", "vessel");

    private Captions() {}

    /**
     * A caption that names ornament, colour and vase in the given order; any of them may be left out.
     *
     * @return words and commas, 1 to {@link #MAX_WORDS}
     */
    static List<String> draw(VaseTraits traits, WordOrder order, Random random) {
        List<Slot> told = new ArrayList<>(order.slots());
        if (random.nextInt(100) < 22) {
            told.remove(Slot.ORNAMENT);
        }
        if (random.nextInt(100) < 14) {
            told.remove(Slot.COLOUR);
        }
        if (told.size() == 3 && random.nextInt(100) < 5) {
            told.remove(Slot.NOUN);
        }
        boolean bare = random.nextInt(100) < 50;
        List<String> words = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            boolean afterNoun = told.subList(0, i).contains(Slot.NOUN);
            if (!bare && i > 0) {
                words.addAll(link(told.get(i - 1), told.get(i), afterNoun, traits.ornament(), random));
            }
            boolean afterWith = !words.isEmpty() && last(words).equals("with");
            words.addAll(wording(told.get(i), traits, afterWith, random));
        }
        if (told.contains(Slot.NOUN) && random.nextInt(100) < 25) {
            words.add(0, "aeiou".indexOf(words.get(0).charAt(0)) < 0 ? "a" : "an");
        }
        return words;
    }

    private static List<String> link(Slot before, Slot slot, boolean afterNoun, VaseOrnament ornament, Random random) {
        boolean first = random.nextBoolean();
        boolean second = random.nextBoolean();
        if (before == Slot.NOUN) {
            if (first && slot == Slot.COLOUR) {
                return List.of("in");
            }
            return List.of(first && !ornament.nouns().isEmpty() ? "with" : ",");
        }
        if (slot == Slot.NOUN || !afterNoun && first) {
            return List.of();
        }
        return List.of(second ? "," : "and");
    }

    private static List<String> wording(Slot slot, VaseTraits traits, boolean afterWith, Random random) {
        return switch (slot) {
            case ORNAMENT -> List.of(ornament(traits.ornament(), afterWith, random));
            case COLOUR -> List.of(
                    random.nextInt(10) < 7
                            ? traits.colour().words().get(0)
                            : pick(traits.colour().words(), random));
            case NOUN -> noun(traits.kind(), random);
        };
    }

    private static String ornament(VaseOrnament ornament, boolean afterWith, Random random) {
        List<String> words = afterWith ? ornament.nouns() : ornament.adjectives();
        return random.nextInt(10) < 6 ? last(words) : pick(words, random);
    }

    private static List<String> noun(VaseKind kind, Random random) {
        int choice = random.nextInt(100);
        if (choice < 50) {
            return List.of(pick(ANY_VASE, random));
        }
        return choice < 80 ? List.of(kind.word()) : List.of(kind.word(), "vase");
    }

    private static String pick(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }

    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }

    /** Every word that a caption can have, in alphabetical order. */
    public static SortedSet<String> vocabulary() {
        SortedSet<String> words = new TreeSet<>(ANY_VASE);
        words.addAll(List.of("a", "an", "and", "in", "with"));
        for (VaseColour colour : VaseColour.values()) {
            words.addAll(colour.words());
        }
        for (VaseKind kind : VaseKind.values()) {
            words.add(kind.word());
        }
        for (VaseOrnament ornament : VaseOrnament.values()) {
            words.addAll(ornament.adjectives());
            words.addAll(ornament.nouns());
        }
        return words;
    }
}

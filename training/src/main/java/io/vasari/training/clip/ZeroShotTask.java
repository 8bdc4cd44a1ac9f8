package io.vasari.training.clip;

import io.vasari.training.vases.VaseColour;
import io.vasari.training.vases.VaseKind;
import io.vasari.training.vases.VaseOrnament;
import io.vasari.training.vases.VaseTrait;
import io.vasari.training.vases.VaseTraits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A question that prompts ask of a picture.
 *
 * @param name as cards call it
 * @param prompts for every class, wordings whose mean stands for the class
 * @param truth the class of a vase
 */
record ZeroShotTask(String name, List<List<String>> prompts, ToIntFunction<VaseTraits> truth) {

    private static final VaseKind[] KINDS = VaseKind.values();
    private static final VaseOrnament[] ORNAMENTS = VaseOrnament.values();

    /** Colour, kind, ornament, whether there is one, and all three in one sentence. */
    static List<ZeroShotTask> all() {
        return List.of(
                new ZeroShotTask("colour", each(VaseColour.values(), ZeroShotTask::colour), VaseTrait.COLOUR::classOf),
                new ZeroShotTask("kind", each(KINDS, ZeroShotTask::kind), VaseTrait.KIND::classOf),
                new ZeroShotTask("ornament", each(ORNAMENTS, ZeroShotTask::ornament), VaseTrait.ORNAMENT::classOf),
                new ZeroShotTask(
                        "plain or ornate",
                        List.of(
                                ornament(VaseOrnament.NONE),
                                List.of("ornate vase", "decorated vase", "vase with ornaments")),
                        traits -> traits.ornate() ? 1 : 0),
                new ZeroShotTask("all three at once", sentences(), ZeroShotTask::sentence));
    }

    private static List<String> colour(VaseColour colour) {
        String word = colour.words().get(0);
        return List.of(word + " vase", "vase in " + word, word + " pot");
    }

    private static List<String> kind(VaseKind kind) {
        return List.of(kind.word(), kind.word() + " vase");
    }

    private static List<String> ornament(VaseOrnament ornament) {
        List<String> words = ornament.adjectives();
        return ornament == VaseOrnament.NONE
                ? List.of("plain vase", "simple vase", "plain pot")
                : List.of(last(words) + " vase", "vase with " + last(ornament.nouns()), last(words) + " pot");
    }

    private static List<List<String>> sentences() {
        List<List<String>> sentences = new ArrayList<>();
        for (VaseColour colour : VaseColour.values()) {
            for (VaseKind kind : KINDS) {
                for (VaseOrnament ornament : ORNAMENTS) {
                    String look = ornament == VaseOrnament.NONE ? "plain" : last(ornament.adjectives());
                    sentences.add(List.of(String.join(" ", look, colour.words().get(0), kind.word())));
                }
            }
        }
        return sentences;
    }

    private static int sentence(VaseTraits traits) {
        int place = VaseTrait.COLOUR.classOf(traits) * KINDS.length + VaseTrait.KIND.classOf(traits);
        return place * ORNAMENTS.length + VaseTrait.ORNAMENT.classOf(traits);
    }

    private static <T> List<List<String>> each(T[] classes, java.util.function.Function<T, List<String>> prompts) {
        return Arrays.stream(classes).map(prompts).toList();
    }

    /** The word that only one ornament has. */
    private static String last(List<String> words) {
        return words.get(words.size() - 1);
    }
}

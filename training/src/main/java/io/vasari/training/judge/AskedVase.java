package io.vasari.training.judge;

import io.vasari.training.judge.PromptPainter.Prompt;
import io.vasari.training.vases.VaseTrait;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A prompt that names all three traits in the order of "striped green urn", and what a picture of it must show.
 *
 * @param classes the wanted class of each trait
 */
record AskedVase(String prompt, Map<VaseTrait, Integer> classes) {

    private static final List<String> LOOKS = List.of("plain", "striped", "zigzag", "fluted");

    /** All combinations: colour by colour, in each kind by kind, in each ornament by ornament. */
    static List<AskedVase> all() {
        List<AskedVase> asked = new ArrayList<>();
        for (int colour = 0; colour < VaseTrait.COLOUR.labels().size(); colour++) {
            for (int kind = 0; kind < VaseTrait.KIND.labels().size(); kind++) {
                for (int ornament = 0; ornament < LOOKS.size(); ornament++) {
                    asked.add(of(colour, kind, ornament));
                }
            }
        }
        return asked;
    }

    static AskedVase of(int colour, int kind, int ornament) {
        String prompt = String.join(
                " ",
                LOOKS.get(ornament),
                VaseTrait.COLOUR.labels().get(colour),
                VaseTrait.KIND.labels().get(kind));
        return new AskedVase(
                prompt, Map.of(VaseTrait.COLOUR, colour, VaseTrait.KIND, kind, VaseTrait.ORNAMENT, ornament));
    }

    Prompt withSeed(long seed) {
        return new Prompt(prompt, seed);
    }
}

package io.vasari.training.judge;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.models.AttributeClassifier;
import io.vasari.models.Classification;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.vases.VaseTrait;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How often pictures show what was asked for, as a classifier sees them.
 *
 * @param steps from noise to picture
 * @param guidance 1 for none
 * @param pictures judged
 * @param shares right, by trait, 0 to 1
 * @param all share of pictures with every trait right
 */
record PromptAccuracy(int steps, double guidance, int pictures, Map<VaseTrait, Double> shares, double all) {

    /** Judges pictures, which were painted for the prompts of the same places. */
    static PromptAccuracy of(
            int steps, double guidance, List<AskedVase> asked, List<byte[]> painted, AttributeClassifier judge) {
        int bytes = judge.shape().bytes();
        byte[] pixels = new byte[painted.size() * bytes];
        for (int i = 0; i < painted.size(); i++) {
            System.arraycopy(painted.get(i), 0, pixels, i * bytes, bytes);
        }
        Map<String, Classification> said = judge.classify(pixels, painted.size());
        boolean[] obeyed = new boolean[painted.size()];
        Arrays.fill(obeyed, true);
        Map<VaseTrait, Double> shares = new EnumMap<>(VaseTrait.class);
        for (VaseTrait trait : VaseTrait.values()) {
            int right = 0;
            for (int i = 0; i < obeyed.length; i++) {
                boolean hit = said.get(trait.key()).classes()[i]
                        == asked.get(i).classes().get(trait);
                right += hit ? 1 : 0;
                obeyed[i] &= hit;
            }
            shares.put(trait, (double) right / obeyed.length);
        }
        int all = 0;
        for (boolean hit : obeyed) {
            all += hit ? 1 : 0;
        }
        return new PromptAccuracy(steps, guidance, obeyed.length, shares, (double) all / obeyed.length);
    }

    static PromptAccuracy read(JsonNode json) {
        Map<VaseTrait, Double> shares = new EnumMap<>(VaseTrait.class);
        for (VaseTrait trait : VaseTrait.values()) {
            shares.put(trait, json.path(trait.key()).asDouble());
        }
        return new PromptAccuracy(
                json.path("steps").asInt(),
                json.path("guidance_scale").asDouble(),
                json.path("pictures").asInt(),
                shares,
                json.path("all").asDouble());
    }

    Map<String, Object> json() {
        Map<String, Object> fields =
                PackageWriter.fields("steps", steps, "guidance_scale", guidance, "pictures", pictures);
        shares.forEach((trait, share) -> fields.put(trait.key(), share));
        fields.put("all", all);
        return fields;
    }
}

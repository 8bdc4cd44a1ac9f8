package io.vasari.training.attributes;

import io.vasari.models.AttributeClassifier;
import io.vasari.models.Classification;
import io.vasari.training.cards.PackageWriter;
import io.vasari.training.vases.CaptionOrder;
import io.vasari.training.vases.VaseMixture;
import io.vasari.training.vases.VaseTrait;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often a classifier is right on pictures of which the traits are known.
 *
 * @param pictures judged
 * @param shares right, by trait, 0 to 1
 * @param all share of pictures with every trait right
 */
record TraitAccuracy(int pictures, Map<VaseTrait, Double> shares, double all) {

    /** Judges those pictures of a mixture that belong to an order. */
    static TraitAccuracy measure(AttributeClassifier classifier, VaseMixture vases, CaptionOrder order) {
        int[] chosen = java.util.stream.IntStream.range(0, vases.size())
                .filter(i -> vases.order(i) == order)
                .toArray();
        int bytes = classifier.shape().bytes();
        byte[] pixels = new byte[chosen.length * bytes];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(vases.pixels(chosen[i]), 0, pixels, i * bytes, bytes);
        }
        Map<String, Classification> said = classifier.classify(pixels, chosen.length);
        boolean[] allRight = new boolean[chosen.length];
        Arrays.fill(allRight, true);
        Map<VaseTrait, Double> shares = new LinkedHashMap<>();
        for (VaseTrait trait : VaseTrait.values()) {
            int right = 0;
            for (int i = 0; i < chosen.length; i++) {
                boolean hit = said.get(trait.key()).classes()[i] == trait.classOf(vases.traits(chosen[i]));
                right += hit ? 1 : 0;
                allRight[i] &= hit;
            }
            shares.put(trait, (double) right / chosen.length);
        }
        int all = 0;
        for (boolean hit : allRight) {
            all += hit ? 1 : 0;
        }
        return new TraitAccuracy(chosen.length, shares, (double) all / chosen.length);
    }

    Map<String, Object> json() {
        Map<String, Object> fields = PackageWriter.fields("n", pictures);
        shares.forEach((trait, share) -> fields.put(trait.key(), share));
        fields.put("all", all);
        return fields;
    }
}

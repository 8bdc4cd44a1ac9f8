package io.vasari.evaluator.study;

import io.vasari.artifacts.png.Pixels;
import io.vasari.contracts.ModelRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sees mean colours: as features, and as the class of the strongest channel. Texts are where their colour is. */
final class ColourEye implements StudyModels {
    static final ModelRef EMBEDDER = new ModelRef("colours", "v1");
    private static final List<String> COLOURS = List.of("red", "green", "blue");

    private final boolean embeds;

    ColourEye(boolean embeds) {
        this.embeds = embeds;
    }

    @Override
    public Optional<ModelRef> embedder() {
        return embeds ? Optional.of(EMBEDDER) : Optional.empty();
    }

    @Override
    public float[][] embed(byte[] pixels, Pixels shape, int count) {
        var rows = new float[count][3];
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < shape.sizeBytes(); p++) {
                rows[i][p % 3] += (pixels[i * shape.sizeBytes() + p] & 0xFF) / 255f / shape.sizeBytes();
            }
        }
        return rows;
    }

    @Override
    public Optional<float[][]> embedTexts(List<String> texts) {
        return Optional.of(texts.stream()
                .map(text -> new float[] {
                    text.contains("red") ? 1 : 0, text.contains("green") ? 1 : 0, text.contains("blue") ? 1 : 0
                })
                .toArray(float[][]::new));
    }

    @Override
    public Optional<ModelRef> attributeClassifier() {
        return Optional.of(EMBEDDER);
    }

    @Override
    public Map<String, List<String>> attributes() {
        return Map.of("colour", COLOURS);
    }

    @Override
    public Map<String, int[]> classify(byte[] pixels, Pixels shape, int count) {
        var means = embed(pixels, shape, count);
        var classes = new int[count];
        for (int i = 0; i < count; i++) {
            for (int channel = 1; channel < 3; channel++) {
                classes[i] = means[i][channel] > means[i][classes[i]] ? channel : classes[i];
            }
        }
        var found = new LinkedHashMap<String, int[]>();
        found.put("colour", classes);
        return found;
    }
}

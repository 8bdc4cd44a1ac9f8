package io.vasari.evaluator.study;

import io.vasari.artifacts.picture.Picture;
import io.vasari.artifacts.png.Pixels;
import io.vasari.artifacts.png.PngDecoder;
import io.vasari.scores.pixel.RgbImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the images of a grid, in any order, and keeps of each what the judgement needs: features, classes, and the picture in
 * at most {@value #SIDE_PIXELS} pixels a side. Images themselves are held a few at a time.
 */
final class GridReading implements AutoCloseable {
    static final int SIDE_PIXELS = 64;
    private static final int MOST_IMAGES = 256;
    private static final long MOST_BYTES = 16 << 20;

    private final StudyModels models;
    private final float[][] features;
    private final Map<String, int[]> classes = new LinkedHashMap<>();
    private final RgbImage[] pictures;
    private final Map<Integer, String> noises = new HashMap<>();
    private final boolean[] seen;
    private final PngDecoder decoder = new PngDecoder();
    private final List<Integer> waiting = new ArrayList<>();
    private byte[] pixels = new byte[0];
    private Optional<Pixels> shape = Optional.empty();

    /** @param cells of the grid */
    GridReading(StudyModels models, int cells) {
        this.models = models;
        this.features = new float[cells][0];
        this.pictures = new RgbImage[cells];
        this.seen = new boolean[cells];
        models.attributes().keySet().forEach(name -> classes.put(name, unknown(cells)));
    }

    private static int[] unknown(int cells) {
        int[] none = new int[cells];
        Arrays.fill(none, -1);
        return none;
    }

    /** @throws IllegalArgumentException when it is no image, or of another shape than those before */
    void add(int cell, byte[] png) {
        if (seen[cell]) {
            return;
        }
        var own = PngDecoder.shapeOf(png, 0, png.length);
        if (shape.isEmpty()) {
            shape = Optional.of(own);
            pixels = new byte[own.sizeBytes() * (int) Math.max(1, Math.min(MOST_IMAGES, MOST_BYTES / own.sizeBytes()))];
        }
        if (!shape.get().equals(own)) {
            throw new IllegalArgumentException("sample " + cell + " is " + own + ", those before are " + shape.get());
        }
        seen[cell] = true;
        pictures[cell] = picture(png, own);
        decoder.decode(png, 0, png.length, pixels, waiting.size() * own.sizeBytes());
        waiting.add(cell);
        if ((waiting.size() + 1L) * own.sizeBytes() > pixels.length) {
            look();
        }
    }

    void noise(int cell, String sha256) {
        noises.putIfAbsent(cell, sha256);
    }

    private static RgbImage picture(byte[] png, Pixels shape) {
        int longer = Math.max(shape.width(), shape.height());
        double scale = Math.min(1, (double) SIDE_PIXELS / longer);
        int width = (int) Math.max(1, Math.round(scale * shape.width()));
        int height = (int) Math.max(1, Math.round(scale * shape.height()));
        return RgbImage.of(width, height, Picture.read(png).pixels(width, height, 3));
    }

    /** Shows the models what waits. */
    void look() {
        if (waiting.isEmpty()) {
            return;
        }
        int count = waiting.size();
        if (models.embedder().isPresent()) {
            var rows = models.embed(pixels, shape.orElseThrow(), count);
            for (int i = 0; i < count; i++) {
                features[waiting.get(i)] = rows[i];
            }
        }
        models.classify(pixels, shape.orElseThrow(), count).forEach((name, found) -> {
            for (int i = 0; i < count; i++) {
                classes.get(name)[waiting.get(i)] = found[i];
            }
        });
        waiting.clear();
    }

    boolean has(int cell) {
        return seen[cell];
    }

    float[] features(int cell) {
        return features[cell];
    }

    RgbImage picture(int cell) {
        return pictures[cell];
    }

    /** What it was made from; empty where the worker did not tell. */
    Optional<String> noise(int cell) {
        return Optional.ofNullable(noises.get(cell));
    }

    /** Name of the class; empty where nobody looked. */
    Optional<String> classOf(String attribute, int cell) {
        int index = classes.get(attribute)[cell];
        return index < 0
                ? Optional.empty()
                : Optional.of(models.attributes().get(attribute).get(index));
    }

    @Override
    public void close() {
        decoder.close();
    }
}

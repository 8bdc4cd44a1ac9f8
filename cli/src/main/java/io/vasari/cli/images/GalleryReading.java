package io.vasari.cli.images;

import io.vasari.artifacts.png.Pixels;
import io.vasari.models.Classification;
import io.vasari.models.Classifier;
import io.vasari.models.Embedder;
import io.vasari.models.ImageShape;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.scores.ClassCounts;
import io.vasari.scores.duplicates.PerceptualHash;
import io.vasari.scores.linear.Rows;
import io.vasari.scores.pixel.GrayImage;
import io.vasari.scores.state.BeliefSums;
import io.vasari.scores.state.Moments;
import io.vasari.scores.state.Reservoir;
import io.vasari.scores.state.ReservoirBuilder;
import io.vasari.scores.state.SampleKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Has classifier and embedder look at the images of a gallery, many at a time. Not safe for use by many threads. */
public final class GalleryReading implements Gallery.Visitor {
    private static final int AT_ONCE = 256;
    private static final long MAX_BYTES = 32 << 20;
    private static final int SHOWN = 200;

    private final Optional<Classifier> classifier;
    private final Optional<Embedder> embedder;
    private final long seed;
    private final long[] counts;
    private Optional<BeliefSums> beliefs;
    private final Optional<ReservoirBuilder> features;
    private Optional<Moments> moments;
    private final List<byte[]> firsts = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private final List<byte[]> waiting = new ArrayList<>();
    private Optional<ImageShape> shape = Optional.empty();
    private Optional<ImageShape> firstShape = Optional.empty();
    private long n;

    private GalleryReading(ImageModels imageModels, int capacity, long seed) {
        this.classifier = imageModels.classifier().map(ImageModels.Seeing::model);
        this.embedder = imageModels.embedder().map(ImageModels.Seeing::model);
        this.seed = seed;
        this.counts = new long[imageModels.classes().size()];
        this.beliefs = classifier.map(model -> BeliefSums.empty(counts.length));
        this.features = embedder.map(model -> Reservoir.builder(capacity, model.dimension()));
        this.moments = embedder.map(model -> Moments.empty(model.dimension()));
    }

    /**
     * Looks at all images.
     *
     * @param capacity of how many features are kept, at least 1
     * @param seed decides which; the same for galleries that are to be compared
     */
    public static GalleryContents at(Gallery gallery, ImageModels imageModels, int capacity, long seed) {
        var reading = new GalleryReading(imageModels, capacity, seed);
        gallery.forEach(reading);
        reading.look();
        return new GalleryContents(
                reading.n,
                reading.classifier.map(model -> ClassCounts.of(reading.counts)),
                reading.beliefs,
                reading.features.map(ReservoirBuilder::build),
                reading.moments,
                List.copyOf(reading.firsts),
                reading.firstShape.map(
                        first -> new Pixels(first.widthPixels(), first.heightPixels(), first.channels())));
    }

    @Override
    public void image(String id, byte[] pixels, ImageShape ofImage) {
        boolean full = waiting.size() == AT_ONCE || (waiting.size() + 1L) * ofImage.bytes() > MAX_BYTES;
        if (full || !shape.equals(Optional.of(ofImage))) {
            look();
            shape = Optional.of(ofImage);
        }
        if (firstShape.isEmpty()) {
            firstShape = shape;
        }
        if (firsts.size() < SHOWN && firstShape.equals(shape)) {
            firsts.add(pixels);
        }
        ids.add(id);
        waiting.add(pixels);
    }

    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        ImageShape of = shape.orElseThrow();
        int count = waiting.size();
        byte[] pixels = new byte[count * of.bytes()];
        for (int i = 0; i < count; i++) {
            System.arraycopy(waiting.get(i), 0, pixels, i * of.bytes(), of.bytes());
        }
        classifier.ifPresent(
                model -> count(model.probabilities(ImageFit.fit(pixels, of, count, model.shape()), count)));
        embedder.ifPresent(model -> keep(model.embed(pixels, of, count), of));
        n += count;
        ids.clear();
        waiting.clear();
    }

    private void count(float[] probabilities) {
        int classes = counts.length;
        for (int index : Classification.of(probabilities, classes).classes()) {
            counts[index]++;
        }
        for (int at = 0; at < probabilities.length; at += classes) {
            var ofImage = new double[classes];
            for (int i = 0; i < classes; i++) {
                ofImage[i] = probabilities[at + i];
            }
            beliefs = Optional.of(beliefs.orElseThrow().plus(ofImage));
        }
    }

    private void keep(float[][] embeddings, ImageShape of) {
        int dimension = embeddings[0].length;
        float[] flat = new float[embeddings.length * dimension];
        for (int i = 0; i < embeddings.length; i++) {
            System.arraycopy(embeddings[i], 0, flat, i * dimension, dimension);
            features.orElseThrow().add(SampleKeys.of(seed, ids.get(i)), embeddings[i], hash(waiting.get(i), of));
        }
        moments = Optional.of(moments.orElseThrow().plus(Moments.of(Rows.of(dimension, flat))));
    }

    private static long hash(byte[] pixels, ImageShape of) {
        byte[] grey = ImageFit.fit(pixels, of, 1, new ImageShape(of.widthPixels(), of.heightPixels(), 1));
        return PerceptualHash.ofCosines(GrayImage.ofBytes(of.widthPixels(), of.heightPixels(), grey));
    }
}

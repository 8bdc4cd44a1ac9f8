package io.vasari.models.clip.embed;

import io.vasari.models.Classifier;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.TextImageEmbedder;
import io.vasari.models.clip.images.ImageFit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * CLIP as a zero-shot classifier: the class whose caption lies nearest to the image (Radford et al. 2021, section 3.1). The
 * probabilities are the softmax of the cosines times the learned scale.
 */
public final class ClipClassifier implements Classifier, TextImageEmbedder {

    /** Beside the weights: a caption, with {@value #CLASS} for the name of a class. */
    public static final String CAPTION_FILE = "caption.txt";

    private static final String CLASS = "{}";
    private static final String USUAL_CAPTION = "a photo of a {}.";

    private final ClipEmbedder embedder;
    private final List<String> classes;
    private final float[][] captions;
    private final double scale;

    /** Takes ownership of the embedder. */
    private ClipClassifier(ClipEmbedder embedder, List<String> classes, String caption) {
        this.embedder = embedder;
        this.classes = List.copyOf(classes);
        this.captions = embedder.embedTexts(
                classes.stream().map(name -> caption.replace(CLASS, name)).toList());
        this.scale = embedder.scale();
    }

    /**
     * Loads a folder of transformers' CLIPModel.
     *
     * @param feature what its features are called
     * @param classes names of the classes, at least 2
     * @throws ModelLoadException naming what is missing or does not fit
     */
    public static ClipClassifier load(String feature, Path folder, List<String> classes) {
        String caption = caption(folder.resolve(CAPTION_FILE));
        ClipEmbedder embedder = ClipEmbedder.load(feature, folder);
        try {
            return new ClipClassifier(embedder, classes, caption);
        } catch (RuntimeException e) {
            embedder.close();
            throw e;
        }
    }

    private static String caption(Path file) {
        if (!Files.exists(file)) {
            return USUAL_CAPTION;
        }
        String caption;
        try {
            caption = Files.readString(file).strip();
        } catch (IOException e) {
            throw new ModelLoadException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (!caption.contains(CLASS)) {
            throw new ModelLoadException(
                    file + " is '" + caption + "', it must have " + CLASS + " where the name of a class belongs");
        }
        return caption;
    }

    @Override
    public ImageShape shape() {
        return embedder.shape();
    }

    @Override
    public int batchSize() {
        return embedder.batchSize();
    }

    @Override
    public long sizeBytes() {
        return embedder.sizeBytes();
    }

    @Override
    public List<String> classes() {
        return classes;
    }

    @Override
    public float[] probabilities(byte[] pixels, int count) {
        ImageFit.check(pixels, shape(), count);
        float[][] features = embedder.embed(pixels, count);
        float[] all = new float[count * captions.length];
        for (int image = 0; image < count; image++) {
            double[] logits = new double[captions.length];
            double most = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < logits.length; i++) {
                logits[i] = scale * dot(features[image], captions[i]);
                most = Math.max(most, logits[i]);
            }
            double sum = 0;
            for (double logit : logits) {
                sum += Math.exp(logit - most);
            }
            for (int i = 0; i < logits.length; i++) {
                all[image * logits.length + i] = (float) (Math.exp(logits[i] - most) / sum);
            }
        }
        return all;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public String feature() {
        return embedder.feature();
    }

    @Override
    public float[][] embed(byte[] pixels, ImageShape from, int count) {
        return embedder.embed(pixels, from, count);
    }

    @Override
    public float[][] embedTexts(List<String> texts) {
        return embedder.embedTexts(texts);
    }

    @Override
    public void close() {
        embedder.close();
    }
}

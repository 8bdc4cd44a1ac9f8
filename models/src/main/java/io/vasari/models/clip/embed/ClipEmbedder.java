package io.vasari.models.clip.embed;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.ImageShape;
import io.vasari.models.ModelLoadException;
import io.vasari.models.TextImageEmbedder;
import io.vasari.models.clip.CLIPConfig;
import io.vasari.models.clip.CLIPModel;
import io.vasari.models.clip.CLIPTextModel;
import io.vasari.models.clip.images.ClipImages;
import io.vasari.models.clip.images.ImageFit;
import io.vasari.models.clip.images.PixelValues;
import io.vasari.models.clip.images.RgbImage;
import io.vasari.models.safetensors.TensorFile;
import io.vasari.models.tokenizer.Tokenizer;
import io.vasari.models.tokenizer.Tokenizers;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** {@link CLIPModel} with trained weights, its preprocessor and its tokenizer. Features have length 1. */
public final class ClipEmbedder implements TextImageEmbedder {

    private static final int ROWS = 16;

    private final String feature;
    private final CLIPModel model;
    private final Weights weights;
    private final ClipImages images;
    private final Tokenizer tokenizer;
    private final ImageShape shape;

    private ClipEmbedder(String feature, CLIPModel model, Weights weights, ClipImages images, Tokenizer tokenizer) {
        this.feature = feature;
        this.model = model;
        this.weights = weights;
        this.images = images;
        this.tokenizer = tokenizer;
        int side = model.config().vision().imageSide();
        this.shape = new ImageShape(side, side, model.config().vision().channels());
    }

    /**
     * Loads a folder with {@code config.json}, {@code preprocessor_config.json}, the files of a tokenizer, and {@code
     * model.safetensors} or its parts.
     *
     * @param feature what its features are called
     * @throws ModelLoadException naming what is missing or does not fit
     */
    public static ClipEmbedder load(String feature, Path folder) {
        Path configFile = folder.resolve("config.json");
        CLIPModel model = new CLIPModel(CLIPConfig.read(configFile));
        if (model.config().vision().channels() != 3) {
            throw new ModelLoadException(
                    configFile + " reads images of " + model.config().vision().channels() + " channels, expected 3");
        }
        Path preprocessor = folder.resolve("preprocessor_config.json");
        ClipImages images = ClipImages.load(preprocessor);
        requireSide(preprocessor, images, model.config().vision().imageSide());
        Tokenizer tokenizer =
                Tokenizers.load(folder, OptionalInt.of(model.config().text().positions()));
        try {
            return new ClipEmbedder(
                    feature,
                    model,
                    SafetensorsFile.read(
                            TensorFile.locate(folder, "model"), model.shapes(), CLIPTextModel::isIgnorable),
                    images,
                    tokenizer);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static void requireSide(Path file, ClipImages images, int side) {
        PixelValues square = images.prepare(new RgbImage(side, side, new byte[3 * side * side]));
        PixelValues wide = images.prepare(new RgbImage(2 * side, side, new byte[6 * side * side]));
        for (PixelValues values : List.of(square, wide)) {
            if (values.width() != side || values.height() != side) {
                throw new ModelLoadException(file + " makes images of " + values.width() + "x" + values.height()
                        + " pixels, but the model reads " + side + "x" + side);
            }
        }
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public int dimension() {
        return model.config().projectionWidth();
    }

    @Override
    public String feature() {
        return feature;
    }

    @Override
    public int batchSize() {
        return ROWS;
    }

    @Override
    public long sizeBytes() {
        return weights.sizeBytes();
    }

    /** What cosines are multiplied by before a softmax over texts. */
    double scale() {
        return Math.exp(weights.get(CLIPModel.LOGIT_SCALE).getFloat());
    }

    @Override
    public float[][] embed(byte[] pixels, ImageShape from, int count) {
        ImageFit.check(pixels, from, count);
        float[][] features = new float[count][];
        float[] values = new float[ROWS * shape.bytes()];
        for (int start = 0; start < count; start += ROWS) {
            int first = start;
            int rows = Math.min(ROWS, count - first);
            for (int row = 0; row < rows; row++) {
                float[] image =
                        images.prepare(ImageFit.rgb(pixels, from, first + row)).values();
                System.arraycopy(image, 0, values, row * shape.bytes(), shape.bytes());
            }
            Inference.run(scratch -> copyRows(lookedAt(values, scratch), features, first, rows));
        }
        return features;
    }

    private NDArray lookedAt(float[] values, NDManager scratch) {
        NDArray batch =
                scratch.create(values, new Shape(ROWS, shape.channels(), shape.heightPixels(), shape.widthPixels()));
        return CLIPModel.normalized(model.imageFeatures(batch, weights));
    }

    @Override
    public float[][] embedTexts(List<String> texts) {
        float[][] features = new float[texts.size()][];
        int length = tokenizer.maxTokens();
        for (int start = 0; start < texts.size(); start += ROWS) {
            int first = start;
            int rows = Math.min(ROWS, texts.size() - first);
            long[] ids = new long[ROWS * length];
            for (int row = 0; row < ROWS; row++) {
                String text = texts.get(first + Math.min(row, rows - 1));
                System.arraycopy(tokenizer.encode(text).toArray(), 0, ids, row * length, length);
            }
            Inference.run(scratch -> {
                NDArray tokens = scratch.create(ids, new Shape(ROWS, length));
                NDArray read = CLIPModel.normalized(model.textFeatures(tokens, Optional.empty(), weights));
                copyRows(read, features, first, rows);
            });
        }
        return features;
    }

    private static void copyRows(NDArray matrix, float[][] features, int first, int rows) {
        int width = (int) matrix.getShape().get(1);
        float[] values = matrix.toFloatArray();
        for (int row = 0; row < rows; row++) {
            features[first + row] = Arrays.copyOfRange(values, row * width, (row + 1) * width);
        }
    }

    @Override
    public void close() {
        weights.close();
        tokenizer.close();
    }
}

package io.vasari.models.unet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.vasari.models.blocks.TimeMlp;
import io.vasari.models.layers.Layer;
import io.vasari.models.layers.Linear;
import io.vasari.models.layers.Sinusoid;
import io.vasari.models.weights.Parameters;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns class labels into a companion of the time embedding. */
sealed interface ClassEmbedding extends Layer {

    /** Name of the tensors. */
    String NAME = "class_embedding";

    /** From labels to shape (n, time width). */
    NDArray forward(NDArray labels, Parameters p);

    /**
     * Makes the embedding that a config names.
     *
     * @param sinusoid of the time embedding
     * @param classes number of learned classes
     * @param labelWidth of labels that are projected
     * @param width of the time embedding
     */
    static ClassEmbedding of(String type, Sinusoid sinusoid, OptionalInt classes, int labelWidth, int width) {
        return switch (type) {
            case "learned" -> new Learned(classes.orElseThrow(), width);
            case "timestep" -> new Timestep(sinusoid, new TimeMlp(NAME, sinusoid.width(), width));
            case "projection" -> new Projection(new TimeMlp(NAME, labelWidth, width));
            case "simple_projection" -> new SimpleProjection(Linear.biased(NAME, labelWidth, width));
            case "identity" -> new Identity();
            default -> throw new IllegalArgumentException("no class embedding is named " + type);
        };
    }

    /**
     * Embeds labels where a network takes them.
     *
     * @throws IllegalArgumentException if labels are missing or not wanted
     */
    static Optional<NDArray> labels(Optional<ClassEmbedding> embedding, Optional<NDArray> labels, Parameters p) {
        if (embedding.isPresent() && labels.isEmpty()) {
            throw new IllegalArgumentException("this network needs class labels");
        }
        if (embedding.isEmpty() && labels.isPresent()) {
            throw new IllegalArgumentException("this network takes no class labels: its config has no class embedding");
        }
        return embedding.map(layer -> layer.forward(labels.get(), p));
    }

    /** One learned row per class; labels are int64 of shape (n). */
    record Learned(int classes, int width) implements ClassEmbedding {

        @Override
        public void declare(Map<String, Shape> shapes) {
            shapes.put(NAME + ".weight", new Shape(classes, width));
        }

        @Override
        public NDArray forward(NDArray labels, Parameters p) {
            return JniUtils.embedding((PtNDArray) labels, (PtNDArray) p.get(NAME + ".weight"), false);
        }
    }

    /** Labels are numbers that are embedded like times. */
    record Timestep(Sinusoid sinusoid, TimeMlp mlp) implements ClassEmbedding {

        @Override
        public void declare(Map<String, Shape> shapes) {
            mlp.declare(shapes);
        }

        @Override
        public NDArray forward(NDArray labels, Parameters p) {
            return mlp.forward(sinusoid.forward(labels), p);
        }
    }

    /** Labels are vectors. */
    record Projection(TimeMlp mlp) implements ClassEmbedding {

        @Override
        public void declare(Map<String, Shape> shapes) {
            mlp.declare(shapes);
        }

        @Override
        public NDArray forward(NDArray labels, Parameters p) {
            return mlp.forward(labels, p);
        }
    }

    /** Labels are vectors, mapped by one linear layer. */
    record SimpleProjection(Linear linear) implements ClassEmbedding {

        @Override
        public void declare(Map<String, Shape> shapes) {
            linear.declare(shapes);
        }

        @Override
        public NDArray forward(NDArray labels, Parameters p) {
            return linear.forward(labels, p);
        }
    }

    /** Labels are embeddings already. */
    record Identity() implements ClassEmbedding {

        @Override
        public void declare(Map<String, Shape> shapes) {}

        @Override
        public NDArray forward(NDArray labels, Parameters p) {
            return labels;
        }
    }
}

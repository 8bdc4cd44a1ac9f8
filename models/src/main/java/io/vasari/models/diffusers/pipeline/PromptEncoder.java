package io.vasari.models.diffusers.pipeline;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPTextModel;
import io.vasari.models.tokenizer.Tokenizer;
import io.vasari.models.weights.Inference;
import io.vasari.models.weights.Weights;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Prompts to embeddings. Each is encoded by itself, so it depends on nothing else, and the last ones used are kept.
 *
 * <p>Safe for use by many threads at once.
 */
public final class PromptEncoder implements AutoCloseable {

    private final Tokenizer tokenizer;
    private final CLIPTextModel model;
    private final Weights weights;
    private final long keptBytes;
    private final Map<Key, PromptEmbedding> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long usedBytes;
    private long encodings;

    private record Key(String prompt, int clipSkip) {}

    /**
     * Takes ownership of tokenizer and weights.
     *
     * @param keptBytes how much the embeddings that are kept may take in all; those used longest ago go first
     */
    public PromptEncoder(Tokenizer tokenizer, CLIPTextModel model, Weights weights, long keptBytes) {
        this.tokenizer = tokenizer;
        this.model = model;
        this.weights = weights;
        this.keptBytes = keptBytes;
    }

    /**
     * Encodes a prompt; what does not fit into the encoder's length is cut off.
     *
     * @param clipSkip how many of the encoder's last layers are left out
     * @throws IllegalArgumentException if there are not as many layers
     */
    public PromptEmbedding encode(String prompt, int clipSkip) {
        Key key = new Key(prompt, clipSkip);
        synchronized (this) {
            PromptEmbedding known = kept.get(key);
            if (known != null) {
                return known;
            }
        }
        PromptEmbedding embedding = compute(prompt, clipSkip);
        keep(key, embedding);
        return embedding;
    }

    /** How often the text encoder ran. */
    public synchronized long encodings() {
        return encodings;
    }

    long sizeBytes() {
        return weights.sizeBytes();
    }

    int heldTensors() {
        return weights.held();
    }

    private PromptEmbedding compute(String prompt, int clipSkip) {
        long[] ids = tokenizer.encode(prompt).toArray();
        AtomicReference<float[]> values = new AtomicReference<>();
        Inference.run(scratch -> {
            NDArray tokens = scratch.create(ids, new Shape(1, ids.length));
            values.set(model.encode(tokens, clipSkip, weights).toFloatArray());
        });
        float[] result = values.get();
        return new PromptEmbedding(ids.length, result.length / ids.length, result);
    }

    private synchronized void keep(Key key, PromptEmbedding embedding) {
        encodings++;
        PromptEmbedding previous = kept.put(key, embedding);
        usedBytes += bytes(embedding) - (previous == null ? 0 : bytes(previous));
        for (Iterator<PromptEmbedding> oldest = kept.values().iterator(); usedBytes > keptBytes && oldest.hasNext(); ) {
            usedBytes -= bytes(oldest.next());
            oldest.remove();
        }
    }

    private static long bytes(PromptEmbedding embedding) {
        return (long) Float.BYTES * embedding.values().length;
    }

    @Override
    public void close() {
        tokenizer.close();
        weights.close();
    }
}

package io.vasari.evaluator.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Collects images of many shards, so that the critic looks at many at a time, and hands each look back to its shard. Holds
 * a bounded number of images; when full, the critic looks.
 */
final class Easel {
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_IMAGES = 2048;

    private final Critic critic;
    private final int imageBytes;
    private final int capacity;
    private final Critic.Looks[] results;
    private final int[] positions;
    private final List<Optional<WantedFeatures>> wanted = new ArrayList<>();
    private byte[] pixels = new byte[0];
    private int count;

    Easel(Critic critic) {
        this.critic = critic;
        this.imageBytes = critic.picture().sizeBytes();
        this.capacity = Math.max(1, Math.min(MAX_IMAGES, MAX_BYTES / imageBytes));
        this.results = new Critic.Looks[capacity];
        this.positions = new int[capacity];
    }

    /** Where the next image goes: {@link #offset} in {@link #pixels}. */
    byte[] pixels() {
        if (pixels.length < (count + 1) * imageBytes) {
            pixels = Arrays.copyOf(pixels, Math.min(capacity, Math.max(64, 2 * (count + 1))) * imageBytes);
        }
        return pixels;
    }

    int offset() {
        return count * imageBytes;
    }

    /** The image at {@link #offset} is there; its look belongs at {@code position} of {@code result}, and of the features. */
    void placed(Critic.Looks result, int position, Optional<WantedFeatures> features) {
        wanted.add(features);
        results[count] = result;
        positions[count] = position;
        count++;
    }

    boolean isFull() {
        return count == capacity;
    }

    /** Has the critic look at all images and starts anew. */
    void look() {
        if (count == 0) {
            return;
        }
        var looks = critic.look(pixels, count);
        for (int i = 0; i < count; i++) {
            results[i].classes()[positions[i]] = looks.classes()[i];
            results[i].confidences()[positions[i]] = looks.confidences()[i];
        }
        critic.eye().ifPresent(this::see);
        Arrays.fill(results, 0, count, null);
        wanted.clear();
        count = 0;
    }

    /** Has the eye see the images whose features are wanted. */
    private void see(FeatureEye eye) {
        int[] chosen = IntStream.range(0, count)
                .filter(i -> wanted.get(i).map(of -> of.isWanted(positions[i])).orElse(false))
                .toArray();
        if (chosen.length == 0) {
            return;
        }
        byte[] seen = new byte[chosen.length * imageBytes];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(pixels, chosen[i] * imageBytes, seen, i * imageBytes, imageBytes);
        }
        var sights = eye.see(seen, chosen.length);
        for (int i = 0; i < chosen.length; i++) {
            wanted.get(chosen[i])
                    .orElseThrow()
                    .put(positions[chosen[i]], sights.features()[i], sights.perceptualHashes()[i]);
        }
    }
}

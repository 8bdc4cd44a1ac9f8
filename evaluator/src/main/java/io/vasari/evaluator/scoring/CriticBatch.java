package io.vasari.evaluator.scoring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Collects images of many shards, so that the critic looks at many at a time, and hands each look back to its shard. Holds
 * a bounded number of images; when full, the critic looks.
 */
final class CriticBatch {
    private static final int MAX_BYTES = 8 << 20;
    private static final int MAX_IMAGES = 2048;

    private final Critic critic;
    private final int imageBytes;
    private final int capacity;
    private final List<Place> places = new ArrayList<>();
    private byte[] pixels = new byte[0];

    CriticBatch(Critic critic) {
        this.critic = critic;
        this.imageBytes = critic.picture().sizeBytes();
        this.capacity = Math.max(1, Math.min(MAX_IMAGES, MAX_BYTES / imageBytes));
    }

    /** Where the next image goes: {@link #offset} in {@link #pixels}. */
    byte[] pixels() {
        if (pixels.length < (places.size() + 1) * imageBytes) {
            pixels = Arrays.copyOf(pixels, Math.min(capacity, Math.max(64, 2 * (places.size() + 1))) * imageBytes);
        }
        return pixels;
    }

    int offset() {
        return places.size() * imageBytes;
    }

    /** The image at {@link #offset} is there, and what is seen of it belongs at that place. */
    void placed(Place place) {
        places.add(place);
    }

    boolean isFull() {
        return places.size() == capacity;
    }

    /** Has the critic look at all images and starts anew. */
    void look() {
        if (places.isEmpty()) {
            return;
        }
        var looks = critic.look(pixels, places.size());
        for (int i = 0; i < places.size(); i++) {
            var to = places.get(i).looks();
            int position = places.get(i).position();
            to.classes()[position] = looks.classes()[i];
            to.confidences()[position] = looks.confidences()[i];
            to.runnersUp()[position] = looks.runnersUp()[i];
        }
        critic.extractor().ifPresent(this::see);
        critic.attributes().ifPresent(this::check);
        places.clear();
    }

    /** Features of the images for which they are wanted. */
    private void see(FeatureExtractor extractor) {
        var wanted = places.stream().filter(Place::wantsFeatures).toList();
        if (wanted.isEmpty()) {
            return;
        }
        var sights = extractor.see(pixelsOf(Place::wantsFeatures, wanted.size()), wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i)
                    .features()
                    .orElseThrow()
                    .put(wanted.get(i).position(), sights.features()[i], sights.perceptualHashes()[i]);
        }
    }

    /** Attributes of the images whose prompts name any. */
    private void check(AttributeExtractor extractor) {
        var wanted = places.stream().filter(Place::wantsChecks).toList();
        if (wanted.isEmpty()) {
            return;
        }
        var seen = extractor.see(pixelsOf(Place::wantsChecks, wanted.size()), wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).checks().orElseThrow().put(wanted.get(i).position(), i, seen);
        }
    }

    private byte[] pixelsOf(Predicate<Place> wanted, int count) {
        byte[] some = new byte[count * imageBytes];
        int at = 0;
        for (int i = 0; i < places.size(); i++) {
            if (wanted.test(places.get(i))) {
                System.arraycopy(pixels, i * imageBytes, some, at, imageBytes);
                at += imageBytes;
            }
        }
        return some;
    }
}

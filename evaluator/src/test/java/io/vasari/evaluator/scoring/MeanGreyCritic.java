package io.vasari.evaluator.scoring;

import io.vasari.contracts.ModelRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sorts pictures of 4 x 4 by their mean grey into ten classes. */
final class MeanGreyCritic implements Critic {
    static final ModelRef REF = new ModelRef("mean-grey", "v1");
    static final int SIDE = 4;

    /** How many images it was shown at a time. */
    final List<Integer> looks = new ArrayList<>();

    /** Who says whether a picture is dark or light, if anybody does. */
    Optional<AttributeExtractor> attributes = Optional.empty();

    int failuresLeft;

    @Override
    public ModelRef ref() {
        return REF;
    }

    @Override
    public Optional<AttributeExtractor> attributes() {
        return attributes;
    }

    @Override
    public Picture picture() {
        return new Picture(SIDE, SIDE, 1);
    }

    @Override
    public Looks look(byte[] pixels, int count) {
        if (failuresLeft > 0) {
            failuresLeft--;
            throw new IllegalStateException("out of native memory");
        }
        looks.add(count);
        var classes = new int[count];
        var confidences = new float[count];
        for (int i = 0; i < count; i++) {
            long sum = 0;
            for (int j = 0; j < SIDE * SIDE; j++) {
                sum += pixels[i * SIDE * SIDE + j] & 0xFF;
            }
            classes[i] = (int) (sum * 10 / (256 * SIDE * SIDE));
            confidences[i] = 1;
        }
        return new Looks(classes, confidences);
    }
}

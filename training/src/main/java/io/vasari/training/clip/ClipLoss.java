package io.vasari.training.clip;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPModel;
import io.vasari.models.weights.Parameters;
import io.vasari.training.steps.Shuffle;
import io.vasari.training.steps.StepRun;
import io.vasari.training.vases.CaptionMeaning;
import io.vasari.training.vases.VaseMixture;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** {@link ContrastiveLoss} of pictures with one caption each. A step's rows depend on seed and step alone. */
final class ClipLoss implements StepRun.Loss {

    private static final long SPREAD = 0xD1B54A32D192ED03L;

    private final CLIPModel model;
    private final VaseMixture vases;
    private final long seed;
    private final int size;
    private final float[] pixels;

    ClipLoss(CLIPModel model, VaseMixture vases, long seed, int size) {
        this.model = model;
        this.vases = vases;
        this.seed = seed;
        this.size = size;
        this.pixels = new float[size * ClipConfigs.PIXELS];
    }

    @Override
    public NDArray at(long step, NDManager scratch, Parameters weights) {
        int perEpoch = vases.size() / size;
        int[] order = Shuffle.order(vases.size(), seed, (int) (step / perEpoch));
        int from = (int) (step % perEpoch) * size;
        int[] pictures = IntStream.range(from, from + size).map(i -> order[i]).toArray();
        List<List<String>> captions = IntStream.range(0, size)
                .mapToObj(row -> vases.caption(pictures[row], new Random(seed ^ SPREAD * (step * size + row + 1))))
                .toList();
        for (int row = 0; row < size; row++) {
            vases.copyPlanes(pictures[row], pixels, row * ClipConfigs.PIXELS);
        }
        NDArray images = model.imageFeatures(
                scratch.create(pixels, new Shape(size, 3, ClipConfigs.SIDE, ClipConfigs.SIDE)), weights);
        NDArray texts = model.textFeatures(Prompts.tokens(captions, scratch), Optional.empty(), weights);
        return ContrastiveLoss.of(CLIPModel.logitsPerImage(images, texts, weights), fits(pictures, captions));
    }

    private boolean[][] fits(int[] pictures, List<List<String>> captions) {
        boolean[][] fits = new boolean[size][size];
        for (int column = 0; column < size; column++) {
            CaptionMeaning meaning = CaptionMeaning.of(captions.get(column));
            for (int row = 0; row < size; row++) {
                fits[row][column] = meaning.fits(vases.traits(pictures[row]));
            }
        }
        return fits;
    }
}

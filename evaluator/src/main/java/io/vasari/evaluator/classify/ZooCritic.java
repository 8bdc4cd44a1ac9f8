package io.vasari.evaluator.classify;

import io.vasari.contracts.ModelRef;
import io.vasari.evaluator.aggregate.RunnersUp;
import io.vasari.evaluator.scoring.AttributeExtractor;
import io.vasari.evaluator.scoring.Critic;
import io.vasari.evaluator.scoring.FeatureExtractor;
import io.vasari.models.Classification;
import io.vasari.models.Classifier;
import io.vasari.models.ImageShape;
import io.vasari.models.clip.images.ImageFit;
import java.util.Optional;

/**
 * Models of the zoo that look together. Without a classifier nobody tells classes apart, and all samples are alike.
 *
 * @param ref of the one whose name the scores bear
 * @param shape of the samples, which are fitted to what each model reads
 */
record ZooCritic(
        ModelRef ref,
        ImageShape shape,
        Optional<Classifier> classifier,
        Optional<FeatureExtractor> extractor,
        Optional<AttributeExtractor> attributes)
        implements Critic {
    @Override
    public Picture picture() {
        return new Picture(shape.widthPixels(), shape.heightPixels(), shape.channels());
    }

    @Override
    public boolean classifies() {
        return classifier.isPresent();
    }

    @Override
    public Looks look(byte[] pixels, int count) {
        return classifier
                .map(model -> look(model, ImageFit.fit(pixels, shape, count, model.shape()), count))
                .orElseGet(() -> new Looks(new int[count], new float[count]));
    }

    private static Looks look(Classifier model, byte[] pixels, int count) {
        int classes = model.classes().size();
        float[] probabilities = model.probabilities(pixels, count);
        var best = Classification.of(probabilities, classes);
        var runnersUp = new byte[count][];
        for (int i = 0; i < count; i++) {
            runnersUp[i] = RunnersUp.of(probabilities, i * classes, classes, best.classes()[i]);
        }
        return new Looks(best.classes(), best.confidences(), runnersUp);
    }
}

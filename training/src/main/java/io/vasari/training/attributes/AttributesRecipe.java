package io.vasari.training.attributes;

import io.vasari.models.attributes.AttributeNetwork;
import io.vasari.training.TrainingListener;
import io.vasari.training.steps.InitialWeights;
import io.vasari.training.steps.StepRun;
import io.vasari.training.steps.StepRunOptions;
import io.vasari.training.vases.VaseMixture;
import java.io.IOException;
import java.util.Random;

/** Trains the classifier of {@code zoo/vase-attributes} on procedural pictures of both sorts; see {@link StepRun}. */
public final class AttributesRecipe {

    private final StepRunOptions options;
    private final TrainingListener listener;

    public AttributesRecipe(StepRunOptions options, TrainingListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs to the last step, or does nothing if the folder is that far already.
     *
     * @throws IOException if the folder holds another run or cannot be written
     */
    public void run() throws IOException {
        AttributeNetwork network = AttributesConfigs.network(options.out());
        new StepRun(AttributesPackage.ID, options, listener)
                .train(
                        network.shapes(),
                        () -> InitialWeights.uniform(network.shapes(), new Random(options.seed())),
                        () -> new AttributesLoss(
                                network,
                                new VaseMixture(options.pictures(), AttributesConfigs.SIDE, options.seed()),
                                options.seed(),
                                options.batch()));
    }
}

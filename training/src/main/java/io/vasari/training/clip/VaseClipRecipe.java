package io.vasari.training.clip;

import ai.djl.ndarray.types.Shape;
import io.vasari.models.clip.CLIPModel;
import io.vasari.models.weights.Weights;
import io.vasari.training.TrainingListener;
import io.vasari.training.steps.InitialWeights;
import io.vasari.training.steps.StepRun;
import io.vasari.training.steps.StepRunOptions;
import io.vasari.training.vases.VaseMixture;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/**
 * Trains {@code zoo/vase-clip}, both towers from nothing, on procedural pictures of both sorts and captions in all orders; see
 * {@link StepRun} and {@link ContrastiveLoss}.
 */
public final class VaseClipRecipe {

    private final StepRunOptions options;
    private final TrainingListener listener;

    public VaseClipRecipe(StepRunOptions options, TrainingListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs to the last step, or does nothing if the folder is that far already.
     *
     * @throws IOException if the folder holds another run or cannot be written
     */
    public void run() throws IOException {
        CLIPModel model = ClipConfigs.model(options.out());
        new StepRun(ClipPackage.ID, options, listener)
                .train(
                        model.shapes(),
                        () -> first(model.shapes(), options.seed()),
                        () -> new ClipLoss(
                                model,
                                new VaseMixture(options.pictures(), ClipConfigs.SIDE, options.seed()),
                                options.seed(),
                                options.batch()));
    }

    private static Weights first(Map<String, Shape> shapes, long seed) {
        Weights weights = InitialWeights.normalized(
                shapes,
                name -> false,
                name -> name.endsWith("token_embedding.weight") || name.endsWith("position_embedding.weight"),
                new Random(seed));
        weights.put("logit_scale", new Shape(), new float[] {(float) ClipConfigs.FIRST_LOGIT_SCALE});
        return weights;
    }
}

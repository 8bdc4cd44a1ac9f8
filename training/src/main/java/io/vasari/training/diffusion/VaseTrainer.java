package io.vasari.training.diffusion;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vasari.training.steps.CosineRate;
import io.vasari.training.steps.GradientNorm;
import io.vasari.training.steps.TrackedWeights;
import io.vasari.training.vases.VaseSet;

/** Steps of UNet and text encoder together towards the smallest mean squared error of the velocity. */
final class VaseTrainer {

    private static final double MAX_NORM = 1;

    private final VaseNetworks networks;
    private final VaseState state;
    private final CosineRate rate;
    private final VaseBatch batch;

    VaseTrainer(VaseNetworks networks, VaseState state, VaseSet vases, VaseOptions options) {
        this.networks = networks;
        this.state = state;
        this.rate = new CosineRate(options.rate(), options.warmUpSteps(), options.steps());
        this.batch = new VaseBatch(vases, options.seed(), options.batch());
    }

    /** One step; returns the mean squared error before it. */
    float step() {
        batch.fill(state.steps());
        int rows = batch.size();
        try (NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            var unet = new TrackedWeights(state.unet().weights(), scratch);
            var text = new TrackedWeights(state.text().weights(), scratch);
            NDArray noised = scratch.create(batch.noised, VaseNetworks.pictures(rows));
            NDArray target = scratch.create(batch.velocities, VaseNetworks.pictures(rows));
            NDArray context = networks.encode(scratch.create(batch.tokens, VaseNetworks.prompts(rows)), text);
            NDArray predicted =
                    networks.velocity(noised, scratch.create(batch.timesteps, new Shape(rows)), context, unet);
            NDArray loss = predicted.sub(target).square().mean();
            collector.backward(loss);
            var norm = new GradientNorm();
            state.unet().addTo(norm, unet);
            state.text().addTo(norm, text);
            double scale = norm.scaleTo(MAX_NORM);
            double size = rate.at(state.steps());
            state.stepDone();
            state.unet().move(state.steps(), size, scale, unet);
            state.text().move(state.steps(), size, scale, text);
            return loss.getFloat();
        }
    }
}

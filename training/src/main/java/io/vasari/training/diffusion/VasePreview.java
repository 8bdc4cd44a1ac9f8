package io.vasari.training.diffusion;

import io.vasari.models.weights.Weights;
import io.vasari.training.judge.PromptPainter;
import io.vasari.training.judge.PromptPainter.Prompt;
import java.util.List;

/**
 * Paints sheets and whatever else is looked at, during a training and after it.
 *
 * @param steps from noise to picture
 */
record VasePreview(PromptPainter painter, int steps) {

    /** Where nothing else is said. */
    static final int STEPS = 24;

    private static final double GUIDANCE = 3;

    /** Of networks in training, as they are now: with weights that stay with the caller, so its painter is not to be closed. */
    static VasePreview of(VaseNetworks networks, Weights unet, Weights text, int steps) {
        var painter = new PromptPainter(networks.pipeline(unet, text), VaseConfigs.SAMPLER, VaseConfigs.SIDE);
        return new VasePreview(painter, steps);
    }

    /** RGB bytes of each picture, row by row. */
    List<byte[]> paint(List<Prompt> prompts) {
        return painter.paint(prompts, steps, GUIDANCE);
    }
}

package io.vasari.training.steps;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vasari.models.weights.Parameters;
import io.vasari.models.weights.Weights;
import io.vasari.training.EpochSummary;
import io.vasari.training.RunFolder;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Trains one network by a loss: AdamW with a cosine rate, gradients clipped to length 1; the moving average of the weights is the
 * result.
 *
 * <p>The run folder counts in stretches of {@code checkpointEvery} steps, which it calls epochs. Each ends with a checkpoint from
 * which a run continues exactly: on one machine and with one thread count, an interrupted run ends with the weights of an
 * uninterrupted one.
 */
public final class StepRun {

    private static final double MAX_NORM = 1;

    private final String recipe;
    private final StepRunOptions options;
    private final TrainingListener listener;
    private final CosineRate rate;

    public StepRun(String recipe, StepRunOptions options, TrainingListener listener) {
        this.recipe = recipe;
        this.options = options;
        this.listener = listener;
        this.rate = new CosineRate(options.rate(), options.warmUpSteps(), options.steps());
    }

    /** What a step makes smaller. */
    @FunctionalInterface
    public interface Loss {
        /**
         * The loss of a step, which depends on its number and the weights alone.
         *
         * @param step from 0
         * @param scratch owner of what is computed
         * @param weights of the network; they record gradients
         * @return one number
         */
        NDArray at(long step, NDManager scratch, Parameters weights);
    }

    /**
     * Runs to the last step, or does nothing if the folder is that far already.
     *
     * @param shapes of the network's tensors
     * @param first weights of a new run; asked for only if there is none yet
     * @param loss asked for once, if there are steps to take
     * @throws IOException if the folder holds another run or cannot be written
     */
    public void train(Map<String, Shape> shapes, Supplier<Weights> first, Supplier<Loss> loss) throws IOException {
        RunFolder folder = RunFolder.open(options.out(), options.settings(recipe));
        int stretches = options.steps() / options.checkpointEvery();
        int done = folder.doneEpochs();
        listener.started(done, stretches);
        if (done == stretches) {
            return;
        }
        Loss wanted = loss.get();
        try (LearnedNetwork network = done == 0
                ? LearnedNetwork.fresh(shapes, first.get())
                : LearnedNetwork.load(folder.checkpoint(done), shapes, (long) done * options.checkpointEvery())) {
            for (int stretch = done + 1; stretch <= stretches; stretch++) {
                EpochSummary summary = stretch(network, wanted, stretch);
                folder.checkpoint(stretch, network::save);
                folder.log(summary);
                listener.epochDone(summary);
            }
        }
    }

    /**
     * The averaged weights of the newest checkpoint of a run.
     *
     * @throws IOException if there is none
     */
    public static Weights result(Path out, Map<String, Shape> shapes) throws IOException {
        return LearnedNetwork.average(RunFolder.existing(out).newestCheckpoint(), shapes);
    }

    private EpochSummary stretch(LearnedNetwork network, Loss loss, int stretch) {
        long start = System.nanoTime();
        int steps = options.checkpointEvery();
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            float value = step(network, loss, (stretch - 1L) * steps + i);
            sum += value;
            listener.step(new TrainingProgress(stretch, i + 1, steps, Map.of("loss", value)));
        }
        return new EpochSummary(stretch, Map.of("loss", sum / steps), Duration.ofNanos(System.nanoTime() - start));
    }

    private float step(LearnedNetwork network, Loss loss, long step) {
        try (NDManager scratch = NDManager.newBaseManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            var tracked = new TrackedWeights(network.weights(), scratch);
            NDArray value = loss.at(step, scratch, tracked);
            collector.backward(value);
            var norm = new GradientNorm();
            network.addTo(norm, tracked);
            network.move(step + 1, rate.at(step), norm.scaleTo(MAX_NORM), tracked);
            return value.getFloat();
        }
    }
}

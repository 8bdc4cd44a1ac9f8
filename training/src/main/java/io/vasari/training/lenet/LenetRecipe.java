package io.vasari.training.lenet;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.lenet.Lenet;
import io.vasari.models.weights.SafetensorsFile;
import io.vasari.models.weights.Weights;
import io.vasari.training.EpochSummary;
import io.vasari.training.RunFolder;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.mnist.Mnist;
import io.vasari.training.steps.Adam;
import io.vasari.training.steps.InitialWeights;
import io.vasari.training.steps.Shuffle;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;

/**
 * Trains the classifier of {@code zoo/mnist-lenet}: Adam 1e-3 falling along a cosine, shifts of up to two pixels, dropout
 * 0.4. Every epoch ends with a checkpoint from which a run continues exactly.
 */
public final class LenetRecipe {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final String NETWORK = "model.safetensors";
    private static final String OPTIMISER = "adam.safetensors";

    private final LenetOptions options;
    private final TrainingListener listener;

    public LenetRecipe(LenetOptions options, TrainingListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs to the last epoch; each epoch's summary has the mean loss and the accuracy on the test images.
     *
     * @throws IOException if the digits are missing or damaged, the folder holds another run, or it cannot be written
     */
    public void run() throws IOException {
        train(Mnist.read(options.data()));
    }

    void train(Mnist mnist) throws IOException {
        RunFolder folder = RunFolder.open(options.out(), settings(mnist));
        int done = folder.doneEpochs();
        listener.started(done, options.epochs());
        int steps = mnist.train().size() / options.batch();
        Adam adam = new Adam(BETA1, BETA2, Lenet.shapes());
        try (Weights weights = done == 0
                ? InitialWeights.uniform(Lenet.shapes(), new Random(options.seed()))
                : load(folder.checkpoint(done), adam, (long) done * steps)) {
            var trainer = new LenetTrainer(weights, adam, mnist.train(), options.seed(), options.batch());
            for (int epoch = done + 1; epoch <= options.epochs(); epoch++) {
                long start = System.nanoTime();
                double loss = epoch(trainer, mnist.train().size(), steps, epoch);
                double accuracy = Confusion.of(weights, mnist.test()).accuracy();
                folder.checkpoint(epoch, target -> save(weights, adam, target));
                var summary = new EpochSummary(
                        epoch,
                        named("loss", loss, "test_accuracy", accuracy),
                        Duration.ofNanos(System.nanoTime() - start));
                folder.log(summary);
                listener.epochDone(summary);
            }
        }
    }

    private double epoch(LenetTrainer trainer, int images, int steps, int epoch) {
        int[] order = Shuffle.order(images, options.seed(), epoch);
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            int[] batch = Arrays.copyOfRange(order, step * options.batch(), (step + 1) * options.batch());
            float loss = trainer.step(batch, (epoch - 1L) * steps + step, (long) options.epochs() * steps);
            sum += loss;
            listener.step(new TrainingProgress(epoch, step + 1, steps, Map.of("loss", loss)));
        }
        return sum / steps;
    }

    private Properties settings(Mnist mnist) {
        Properties settings = new Properties();
        settings.setProperty("recipe", "mnist-lenet");
        settings.setProperty("seed", Long.toString(options.seed()));
        settings.setProperty("batch", Integer.toString(options.batch()));
        settings.setProperty("epochs", Integer.toString(options.epochs()));
        settings.setProperty("images", Integer.toString(mnist.train().size()));
        return settings;
    }

    private static void save(Weights weights, Adam adam, Path folder) throws IOException {
        SafetensorsFile.write(weights, folder.resolve(NETWORK), DataType.FLOAT32);
        try (Weights state = adam.state(Lenet.shapes())) {
            SafetensorsFile.write(state, folder.resolve(OPTIMISER), DataType.FLOAT32);
        }
    }

    private static Weights load(Path folder, Adam adam, long steps) {
        Map<String, Shape> shapes = Lenet.shapes();
        try (Weights state = SafetensorsFile.read(folder.resolve(OPTIMISER), Adam.stateShapes(shapes))) {
            adam.restore(state, steps);
        }
        return SafetensorsFile.read(folder.resolve(NETWORK), shapes);
    }

    private static Map<String, Double> named(String first, double one, String second, double two) {
        Map<String, Double> map = new LinkedHashMap<>();
        map.put(first, one);
        map.put(second, two);
        return map;
    }
}

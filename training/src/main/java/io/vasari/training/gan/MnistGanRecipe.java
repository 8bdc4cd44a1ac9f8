package io.vasari.training.gan;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.vasari.models.GeneratedBatch;
import io.vasari.models.gan.Generator;
import io.vasari.models.noise.SampleNoise;
import io.vasari.training.EpochSummary;
import io.vasari.training.RunFolder;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.cards.SheetFile;
import io.vasari.training.mnist.DigitSet;
import io.vasari.training.mnist.Mnist;
import io.vasari.training.steps.Shuffle;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Trains the GAN of {@code zoo/mnist-gan} on the 60,000 training digits: Adam 2e-4 with beta1 0.5, real label 0.9, dropout
 * 0.3 in the discriminator.
 *
 * <p>Every epoch ends with a checkpoint from which a run continues exactly: on one machine and with one thread count, an
 * interrupted run ends with the weights of an uninterrupted one. Epoch 1, every epoch with a sheet and the last one keep
 * their weights.
 */
public final class MnistGanRecipe {

    private static final int SHEET_COLUMNS = 10;
    private static final long SHEET_SEED = 7;

    private final MnistGanOptions options;
    private final TrainingListener listener;

    public MnistGanRecipe(MnistGanOptions options, TrainingListener listener) {
        this.options = options;
        this.listener = listener;
    }

    /**
     * Runs to the last epoch, or does nothing if the folder is that far already.
     *
     * @throws IOException if the digits are missing or damaged, the folder holds another run, or it cannot be written
     */
    public void run() throws IOException {
        train(Mnist.read(options.data()).train());
    }

    void train(DigitSet digits) throws IOException {
        Properties settings = new Properties();
        settings.setProperty("recipe", "mnist-gan");
        settings.setProperty("seed", Long.toString(options.seed()));
        settings.setProperty("batch", Integer.toString(options.batch()));
        settings.setProperty("images", Integer.toString(digits.size()));
        RunFolder folder = RunFolder.open(options.out(), settings);
        int done = folder.doneEpochs();
        listener.started(done, options.epochs());
        try (GanState state = done == 0
                ? GanState.fresh(options.seed())
                : GanState.load(folder.checkpoint(done), (long) done * (digits.size() / options.batch()))) {
            var trainer = new GanTrainer(state, digits, options.seed(), options.batch());
            for (int epoch = done + 1; epoch <= options.epochs(); epoch++) {
                EpochSummary summary = epoch(trainer, epoch);
                if (isKept(epoch)) {
                    state.saveNetworks(folder.kept(epoch));
                    writeSheet(state, folder, epoch);
                }
                folder.checkpoint(epoch, state::save);
                folder.log(summary);
                listener.epochDone(summary);
            }
        }
    }

    private EpochSummary epoch(GanTrainer trainer, int epoch) {
        long start = System.nanoTime();
        int[] order = Shuffle.order(trainer.images(), options.seed(), epoch);
        int steps = trainer.stepsPerEpoch();
        double discriminator = 0;
        double generator = 0;
        for (int step = 0; step < steps; step++) {
            GanLosses losses = trainer.step(order, step);
            discriminator += losses.discriminator();
            generator += losses.generator();
            listener.step(
                    new TrainingProgress(epoch, step + 1, steps, named(losses.discriminator(), losses.generator())));
        }
        return new EpochSummary(
                epoch, named(discriminator / steps, generator / steps), Duration.ofNanos(System.nanoTime() - start));
    }

    private static <T> Map<String, T> named(T discriminator, T generator) {
        Map<String, T> losses = new LinkedHashMap<>();
        losses.put("loss_d", discriminator);
        losses.put("loss_g", generator);
        return losses;
    }

    private boolean isKept(int epoch) {
        return epoch == 1 || epoch == options.epochs() || epoch % options.sheetEvery() == 0;
    }

    private void writeSheet(GanState state, RunFolder folder, int epoch) throws IOException {
        int count = SHEET_COLUMNS * SHEET_COLUMNS;
        float[] noise = new float[count * Generator.NOISE];
        for (int i = 0; i < count; i++) {
            SampleNoise.fill(SHEET_SEED, i, noise, i * Generator.NOISE, Generator.NOISE);
        }
        try (NDManager scratch = NDManager.newBaseManager()) {
            NDArray images =
                    Generator.forward(scratch.create(noise, new Shape(count, Generator.NOISE)), state.generator());
            byte[] pixels = grey(images.toFloatArray());
            SheetFile.write(
                    new GeneratedBatch(count, DigitSet.SHAPE, pixels, new float[0]),
                    SHEET_COLUMNS,
                    2,
                    folder.sheet(epoch));
        }
        listener.sheet(epoch, folder.sheet(epoch));
    }

    private static byte[] grey(float[] values) {
        byte[] pixels = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (byte) Math.round(values[i] * 127.5f + 127.5f);
        }
        return pixels;
    }
}

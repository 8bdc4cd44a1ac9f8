package io.vasari.training.diffusion;

import io.vasari.training.EpochSummary;
import io.vasari.training.RunFolder;
import io.vasari.training.TrainingListener;
import io.vasari.training.TrainingProgress;
import io.vasari.training.cards.SheetFile;
import io.vasari.training.vases.VaseSet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * Trains a revision of {@code zoo/vase-diffusion} on procedural pictures: a UNet that predicts velocities, and a text encoder, from
 * nothing. AdamW with a cosine rate, gradients clipped to length 1, 12 % empty captions; the moving average of the weights is the result.
 *
 * <p>The run folder counts in stretches of {@code checkpointEvery} steps, which it calls epochs. Each ends with a checkpoint from which a
 * run continues exactly: on one machine and with one thread count, an interrupted run ends with the weights of an uninterrupted one.
 */
public final class VaseRecipe {

    private static final int SHEET_SCALE = 3;

    private final VaseOptions options;
    private final TrainingListener listener;
    private final int previewSteps;

    public VaseRecipe(VaseOptions options, TrainingListener listener) {
        this(options, listener, VasePreview.STEPS);
    }

    VaseRecipe(VaseOptions options, TrainingListener listener, int previewSteps) {
        this.options = options;
        this.listener = listener;
        this.previewSteps = previewSteps;
    }

    /**
     * Runs to the last step, or does nothing if the folder is that far already.
     *
     * @throws IOException if the folder holds another run or cannot be written, or {@code from} has no checkpoint
     */
    public void run() throws IOException {
        RunFolder folder = RunFolder.open(options.out(), settings());
        VaseNetworks networks = VaseNetworks.create(options.out());
        int stretches = options.steps() / options.checkpointEvery();
        int done = folder.doneEpochs();
        listener.started(done, stretches);
        if (done == stretches) {
            return;
        }
        var vases = new VaseSet(options.captions(), options.pictures(), VaseConfigs.SIDE, options.seed());
        try (VaseState state = begin(folder, done, networks)) {
            var trainer = new VaseTrainer(networks, state, vases, options);
            for (int stretch = done + 1; stretch <= stretches; stretch++) {
                EpochSummary summary = stretch(trainer, stretch);
                folder.checkpoint(stretch, state::save);
                folder.log(summary);
                listener.epochDone(summary);
                if (stretch * options.checkpointEvery() % options.sheetEvery() == 0 || stretch == stretches) {
                    writeSheet(networks, state, folder.sheet(stretch));
                    listener.sheet(stretch, folder.sheet(stretch));
                }
            }
        }
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.setProperty("recipe", VasePackage.ID);
        settings.setProperty("captions", options.captions().name());
        settings.setProperty("begins", options.from().isPresent() ? "trained" : "untrained");
        settings.setProperty("steps", Integer.toString(options.steps()));
        settings.setProperty("checkpoint-every", Integer.toString(options.checkpointEvery()));
        settings.setProperty("seed", Long.toString(options.seed()));
        settings.setProperty("batch", Integer.toString(options.batch()));
        settings.setProperty("pictures", Integer.toString(options.pictures()));
        settings.setProperty("rate", Double.toString(options.rate()));
        settings.setProperty("warm-up", Integer.toString(options.warmUpSteps()));
        return settings;
    }

    private VaseState begin(RunFolder folder, int done, VaseNetworks networks) throws IOException {
        if (done > 0) {
            return VaseState.load(folder.checkpoint(done), networks, (long) done * options.checkpointEvery());
        }
        if (options.from().isPresent()) {
            Path first = RunFolder.existing(options.from().get()).newestCheckpoint();
            return VaseState.startingFrom(first, networks);
        }
        return VaseState.fresh(networks, options.seed());
    }

    private EpochSummary stretch(VaseTrainer trainer, int stretch) {
        long start = System.nanoTime();
        int steps = options.checkpointEvery();
        double sum = 0;
        for (int step = 1; step <= steps; step++) {
            float loss = trainer.step();
            sum += loss;
            listener.step(new TrainingProgress(stretch, step, steps, Map.of("loss", loss)));
        }
        return new EpochSummary(stretch, Map.of("loss", sum / steps), Duration.ofNanos(System.nanoTime() - start));
    }

    private void writeSheet(VaseNetworks networks, VaseState state, Path file) throws IOException {
        var preview =
                VasePreview.of(networks, state.unet().average(), state.text().average(), previewSteps);
        SheetFile.write(preview.paint(SheetPrompts.all()), VaseConfigs.SHAPE, SheetPrompts.COLUMNS, SHEET_SCALE, file);
    }
}

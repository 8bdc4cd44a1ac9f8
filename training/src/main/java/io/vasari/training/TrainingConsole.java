package io.vasari.training;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows a run on the terminal: a bar with losses for the epoch at work, a line for every epoch done. */
public final class TrainingConsole implements TrainingListener, AutoCloseable {

    private int epochs;
    private ProgressBar bar;

    @Override
    public void started(int doneEpochs, int total) {
        epochs = total;
        if (doneEpochs >= total) {
            System.out.printf("The run has %d of %d epochs already.%n", doneEpochs, total);
        } else if (doneEpochs > 0) {
            System.out.printf("Continuing after epoch %d of %d.%n", doneEpochs, total);
        }
    }

    @Override
    public void step(TrainingProgress progress) {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("epoch " + progress.epoch() + "/" + epochs)
                    .setInitialMax(progress.steps())
                    .setUpdateIntervalMillis(200)
                    .build();
        }
        bar.stepTo(progress.step());
        bar.setExtraMessage(figures(progress.losses()));
    }

    @Override
    public void epochDone(EpochSummary summary) {
        close();
        Duration took = summary.took();
        System.out.printf(
                Locale.ROOT,
                "epoch %d/%d  %s  %.1f s%n",
                summary.epoch(),
                epochs,
                figures(summary.means()),
                took.toMillis() / 1e3);
    }

    @Override
    public void sheet(int epoch, Path file) {
        System.out.printf("sheet of epoch %d: %s%n", epoch, file);
    }

    /** Leaves the terminal to others, also in the middle of an epoch. */
    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }

    private static String figures(Map<String, ? extends Number> values) {
        return values.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT, "%s %.4f", entry.getKey(), entry.getValue().doubleValue()))
                .collect(Collectors.joining("  "));
    }
}

package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import io.vasari.cli.client.JobWatch;
import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A job's progress: a bar in a terminal, a line per quarter elsewhere. Where samples are made step by step it moves with
 * the steps.
 */
public final class JobProgress implements JobWatch.Watcher, AutoCloseable {
    private static final int REFRESH_MILLIS = 100;
    private static final int PARTS = 4;

    /** The bar counts in thousandths of a sample. */
    private static final int FINE = 1_000;

    private final PrintStream out;
    private final String name;
    private final long requested;
    private final Optional<ProgressBar> bar;
    private String status = "";
    private long finished;
    private int partsShown = -1;

    private JobProgress(PrintStream out, String name, long requested, Optional<ProgressBar> bar) {
        this.out = out;
        this.name = name;
        this.requested = Math.max(1, requested);
        this.bar = bar;
    }

    /** A bar if this process has a terminal. */
    public static JobProgress of(String name, long samples, PrintStream out) {
        return System.console() == null ? lines(name, samples, out) : bar(name, samples, out);
    }

    static JobProgress lines(String name, long samples, PrintStream out) {
        return new JobProgress(out, name, samples, Optional.empty());
    }

    private static JobProgress bar(String name, long samples, PrintStream out) {
        var bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(samples * FINE)
                .setUnit(" samples", FINE)
                .showSpeed()
                .setUpdateIntervalMillis(REFRESH_MILLIS)
                .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                .setConsumer(new ConsoleProgressBarConsumer(out))
                .build();
        return new JobProgress(out, name, samples, Optional.of(bar));
    }

    @Override
    public void job(JsonNode job) {
        var samples = job.path("samples");
        long before = finished;
        finished = samples.path("done").asLong() + samples.path("failed").asLong();
        status = job.path("status").asText();
        bar.ifPresent(shown -> {
            // Steps of samples that are not finished may have brought it further.
            shown.stepTo(Math.max(finished * FINE, shown.getCurrent()));
            shown.setExtraMessage(status);
        });
        int parts = (int) (PARTS * finished / requested);
        if (bar.isEmpty() && (parts > partsShown || finished == requested && finished != before)) {
            partsShown = parts;
            out.printf("%s: %d of %d samples, %s%n", name, finished, requested, status);
        }
    }

    @Override
    public void steps(JsonNode steps) {
        double share = Math.max(0, Math.min(1, steps.path("share").asDouble()));
        String taken =
                steps.path("steps_done").asLong() + " of " + steps.path("steps").asLong() + " steps";
        bar.ifPresent(shown -> {
            shown.stepTo((long) (share * requested * FINE));
            shown.setExtraMessage(taken + ", " + status);
        });
        int parts = (int) (PARTS * share);
        if (bar.isEmpty() && parts > partsShown) {
            partsShown = parts;
            out.printf("%s: %d of %d samples, %s, %s%n", name, finished, requested, taken, status);
        }
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}

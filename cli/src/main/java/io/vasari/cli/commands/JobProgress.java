package io.vasari.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A job's progress: a bar in a terminal, a line per quarter elsewhere. */
public final class JobProgress implements AutoCloseable {
    private static final int REFRESH_MILLIS = 100;
    private static final int PARTS = 4;

    private final PrintStream out;
    private final String name;
    private final ProgressBar bar;
    private int partsShown = -1;

    private JobProgress(PrintStream out, String name, ProgressBar bar) {
        this.out = out;
        this.name = name;
        this.bar = bar;
    }

    public static JobProgress of(String name, long samples, PrintStream out) {
        if (System.console() == null) {
            return new JobProgress(out, name, null);
        }
        return new JobProgress(
                out,
                name,
                new ProgressBarBuilder()
                        .setTaskName(name)
                        .setInitialMax(samples)
                        .setUnit(" samples", 1)
                        .showSpeed()
                        .setUpdateIntervalMillis(REFRESH_MILLIS)
                        .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BLOCK)
                        .setConsumer(new ConsoleProgressBarConsumer(out))
                        .build());
    }

    public void show(JsonNode job) {
        var samples = job.path("samples");
        long finished = samples.path("done").asLong() + samples.path("failed").asLong();
        long requested = Math.max(1, samples.path("requested").asLong());
        if (bar != null) {
            bar.stepTo(finished);
            bar.setExtraMessage(job.path("status").asText());
            return;
        }
        int parts = (int) (PARTS * finished / requested);
        if (parts != partsShown) {
            partsShown = parts;
            out.printf(
                    "%s: %d of %d samples, %s%n",
                    name, finished, requested, job.path("status").asText());
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

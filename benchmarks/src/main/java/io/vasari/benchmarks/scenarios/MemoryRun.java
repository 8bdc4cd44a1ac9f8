package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.load.JobLoad;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Results;
import io.vasari.benchmarks.results.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Sample after sample, with an eye on the resident memory of every process.
 *
 * @param samples in a row
 * @param job samples of each job; the next follows when one is done
 * @param settled after how many samples nothing may grow any more
 * @param judged whether each job waits until the evaluator has judged the one before
 * @param bounded names of the processes that may not grow; empty for all of them
 */
public record MemoryRun(int samples, int job, int settled, boolean judged, Set<String> bounded) {
    private static final double MOST_GROWTH = 1.10;
    private static final int ROWS = 10;
    private static final Duration PERIOD = Duration.ofMillis(500);

    /** Of samples that are made, and of all processes. */
    public MemoryRun(int samples, int job, int settled) {
        this(samples, job, settled, false, Set.of());
    }

    /** Makes one job after the other on a farm that does nothing else, and tells the results what each process took. */
    public void measure(BenchFarm farm, JobLoad load, Results results) {
        var names = List.copyOf(farm.pids().keySet());
        try (var gauge = MemoryGauge.start(farm.pids(), PERIOD)) {
            var table = new Table(header(names));
            int row = Math.max(job, samples / ROWS);
            for (int done = 0; done < samples; ) {
                var run = load.run(1, Math.min(job, samples - done));
                if (judged) {
                    load.awaitJudged(run);
                }
                done += Math.min(job, samples - done);
                if (done == settled || done / row > (done - job) / row || done == samples) {
                    table.row(cells(done, names, gauge.largestSinceMark()));
                    results.progress(done + " samples done");
                }
                if (done >= settled && !gauge.isSettled()) {
                    gauge.settle();
                }
            }
            results.note("Resident memory in MB, the largest of the readings every " + PERIOD.toMillis()
                    + " ms since the row before.");
            results.table(table);
            results.add(findings(names, gauge));
        }
    }

    private static List<String> header(List<String> names) {
        var header = new ArrayList<>(List.of("samples"));
        header.addAll(names);
        header.add("all");
        return header;
    }

    private static List<String> cells(int done, List<String> names, MemoryGauge.Reading reading) {
        var cells = new ArrayList<>(List.of("" + done));
        double all = 0;
        for (String name : names) {
            cells.add(rounded(reading.of(name)));
            all += reading.of(name);
        }
        cells.add(rounded(all));
        return cells;
    }

    private List<Finding> findings(List<String> names, MemoryGauge gauge) {
        return names.stream()
                .filter(name -> bounded.isEmpty() || bounded.contains(name))
                .<Finding>map(name -> new Finding.Limit(
                        new Figure(
                                name + ", largest after " + settled
                                        + " samples as a multiple of the largest until then",
                                gauge.largestSettled().of(name)
                                        / gauge.largestUnsettled().of(name),
                                "x"),
                        MOST_GROWTH))
                .toList();
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}

package io.vasari.worker.replay;

import io.vasari.contracts.ReplayOrder;
import io.vasari.contracts.ReplayReport;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the samples of one order came to, as far as it is. */
final class Findings {
    private final ReplayOrder order;
    private final String worker;
    private final int[] indices;
    private final int[] levels;
    private final float[] changedRatios;
    private int count;
    private int different;
    private int worst;
    private int failed;
    private String failure = "";

    /** @param worker that makes them once more */
    Findings(ReplayOrder order, String worker) {
        int most = order.samples().size();
        this.order = order;
        this.worker = worker;
        this.indices = new int[most];
        this.levels = new int[most];
        this.changedRatios = new float[most];
    }

    void add(int index, PixelDifference difference) {
        indices[count] = index;
        levels[count] = difference.levels();
        changedRatios[count] = (float) difference.changedRatio();
        if (difference.outcome() == ReplayOutcome.DIFFERENT) {
            different++;
            worst = levels[count] > levels[worst] || different == 1 ? count : worst;
        }
        count++;
    }

    void addFailed(int index, RuntimeException e) {
        failed++;
        failure = "sample " + index + ": " + e;
    }

    /** What a person should know: at most one line for each kind. */
    List<String> complaints() {
        var complaints = new ArrayList<String>();
        String job = "job " + order.task().jobId() + " (" + order.task().model() + ", made by " + order.madeBy() + ")";
        if (different > 0) {
            complaints.add(
                    "%d of %d samples of %s are other pictures when they are made alone; of sample %d, %.2f %% of the pixels differ, by up to %d levels"
                            .formatted(
                                    different,
                                    order.samples().size(),
                                    job,
                                    indices[worst],
                                    100 * changedRatios[worst],
                                    levels[worst]));
        }
        if (failed > 0) {
            complaints.add("%d of %d samples of %s cannot be replayed, the last one was %s"
                    .formatted(failed, order.samples().size(), job, failure));
        }
        return complaints;
    }

    /** Empty when there is nothing to report. */
    Optional<ReplayReport> report(Instant at) {
        if (count == 0) {
            return Optional.empty();
        }
        return Optional.of(new ReplayReport(
                order.task().jobId(),
                order.task().model(),
                order.madeBy(),
                worker,
                at,
                Arrays.copyOf(indices, count),
                Arrays.copyOf(levels, count),
                Arrays.copyOf(changedRatios, count)));
    }
}

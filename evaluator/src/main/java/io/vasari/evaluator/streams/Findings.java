package io.vasari.evaluator.streams;

import io.vasari.evaluator.aggregate.Counted;
import io.vasari.evaluator.judge.FeatureFigures;
import io.vasari.evaluator.judge.ReplayFigures;
import io.vasari.evaluator.judge.WindowFigures;
import java.time.Instant;
import java.util.List;

/** Told what the aggregation finds; each owner is one partition of the scores, or that of the replays. */
public interface Findings {
    /** Each sample once: the fresh ones are news. */
    void counted(Counted counted);

    /** The figures of all revisions of an owner, in place of those before. */
    void figures(String owner, List<WindowFigures> figures, Instant at);

    /** The figures of the features of all revisions of an owner, in place of those before. */
    void features(String owner, List<FeatureFigures> figures);

    /** The figures of all replays of an owner, in place of those before. */
    void replays(String owner, List<ReplayFigures> figures);

    /** Another process has the partition now. */
    void lost(String owner);
}

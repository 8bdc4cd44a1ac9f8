package io.vasari.evaluator.study;

import io.vasari.contracts.Conditioning;
import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Shard;
import io.vasari.contracts.StudyEvaluation;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Judges each study once, and keeps the figures of those of the last day. What is published already, by whomever, is not
 * judged again. Not safe for use by many threads.
 */
public final class StudyJudgements {
    private final StudyJudge judge;
    private final StudyTally tally;
    private final Set<String> judged = new HashSet<>();
    private final StudyFigures figures = new StudyFigures();

    public StudyJudgements(StudyJudge judge, StudyTally tally) {
        this.judge = judge;
        this.tally = tally;
    }

    /** A study that was published before this desk was manned: it counts in the figures, and is no news. */
    public void recall(StudyEvaluation evaluation) {
        if (judged.add(evaluation.jobId())) {
            figures.add(evaluation);
        }
    }

    /** Whether a status is that of a study that is still to be judged. */
    public boolean isDue(JobStatus status) {
        return status.job().study().isPresent()
                && status.job()
                        .conditioning()
                        .flatMap(Conditioning::sharedNoise)
                        .isPresent()
                && status.state().isTerminal()
                && status.done() > 0
                && !judged.contains(status.job().id());
    }

    /** Throws as {@link StudyJudge#judge} does. */
    public Judged judge(JobStatus status, List<Shard> shards) {
        return judge.judge(status, shards);
    }

    /** To be called once the judgement is published. */
    public void published(Judged study) {
        if (judged.add(study.evaluation().jobId())) {
            figures.add(study.evaluation());
            tally.judged(study);
        }
    }

    /** Shows the figures of the windows. */
    public void show(Instant now) {
        figures.forget(now);
        tally.figures(figures.at(now));
    }

    /** Somebody else judges studies now. */
    public void leave() {
        judged.clear();
        figures.clear();
        tally.figures(List.of());
    }
}

package io.vasari.gateway.progress;

import io.vasari.contracts.JobStatus;
import io.vasari.contracts.Shard;
import io.vasari.gateway.view.FarmView;
import io.vasari.gateway.view.ViewNotReadyException;
import java.util.List;

/** What runs of a job: the tasks heard of, without those whose samples are stored. */
public record RunningTasks(ProgressBoard board, FarmView view) {

    /**
     * By their first sample; none of a job that is over, whatever is still told of it.
     *
     * @throws ViewNotReadyException when it is not known what is stored
     */
    public List<RunningTask> of(JobStatus status) {
        var jobId = status.job().id();
        return status.state().isTerminal()
                ? List.of()
                : board.tasks(jobId).stream()
                        .filter(task -> task.range().end() <= status.job().samples())
                        .filter(task -> !isStored(jobId, task))
                        .toList();
    }

    private boolean isStored(String jobId, RunningTask task) {
        int first = task.range().first();
        return view.shards(jobId, first, 1).stream().map(Shard::range).anyMatch(range -> range.first() == first);
    }
}

package io.vasari.worker.replay;

import io.vasari.contracts.ReplayOrder;
import io.vasari.contracts.Shard;
import io.vasari.contracts.TaskEvent;
import io.vasari.worker.task.TaskReports;
import java.util.List;
import java.util.stream.IntStream;

/** Publishes what others publish, and orders replays of what was completed. A task without a chosen sample costs nothing. */
public final class ReplayOrders implements TaskReports {
    private final TaskReports reports;
    private final ReplayChoice choice;
    private final ReplayOutlet outlet;

    public ReplayOrders(TaskReports reports, ReplayChoice choice, ReplayOutlet outlet) {
        this.reports = reports;
        this.choice = choice;
        this.outlet = outlet;
    }

    @Override
    public void publish(TaskEvent event) {
        reports.publish(event);
        if (event instanceof TaskEvent.Completed completed) {
            var samples = chosen(completed.task().jobId(), completed.shard());
            if (!samples.isEmpty()) {
                outlet.order(new ReplayOrder(
                        completed.task(), completed.shard().artifact(), samples, completed.worker(), completed.at()));
            }
        }
    }

    private List<ReplayOrder.Stored> chosen(String jobId, Shard shard) {
        return IntStream.range(shard.range().first(), shard.range().end())
                .filter(index -> choice.has(jobId, index))
                .mapToObj(index -> new ReplayOrder.Stored(index, shard.offsetOf(index), shard.sizeOf(index)))
                .toList();
    }
}

package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.load.LoadRun;
import io.vasari.benchmarks.machine.CpuTime;
import io.vasari.benchmarks.peer.PeerRun;
import io.vasari.benchmarks.peer.PeerSetup;
import io.vasari.benchmarks.results.Bound;
import io.vasari.benchmarks.results.Figure;
import io.vasari.benchmarks.results.Finding;
import io.vasari.benchmarks.results.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The rounds of farm and peer, and what follows from their medians. */
final class PeerComparison {
    private static final Bound REQUIRED_IMAGES = Bound.atLeast(1.5);
    private static final Bound REQUIRED_SINGLE = Bound.atLeast(1.0);
    private static final String IMAGES = "images/s";
    private static final String JOBS = "jobs/s";

    /** One round of the farm, with the processor time of its processes. */
    record FarmRuns(
            LoadRun large, LoadRun small, LoadRun single, CpuTime largeCpu, CpuTime smallCpu, CpuTime singleCpu) {}

    /** One round of the peer. */
    record PeerRuns(PeerRun large, PeerRun small, PeerRun single, PeerRun empty) {}

    private final List<FarmRuns> farm = new ArrayList<>();
    private final List<CpuTime> idle = new ArrayList<>();
    private Optional<LoadRun> cold = Optional.empty();
    private final Map<PeerSetup, List<PeerRuns>> peers = new EnumMap<>(PeerSetup.class);

    void add(FarmRuns runs) {
        farm.add(runs);
    }

    void add(PeerSetup setup, PeerRuns runs) {
        peers.computeIfAbsent(setup, any -> new ArrayList<>()).add(runs);
    }

    /** The first load of the farm, before it was warm. */
    void cold(LoadRun run) {
        cold = Optional.of(run);
    }

    /** What the farm used while the peers of a round ran. */
    void idle(CpuTime used) {
        idle.add(used);
    }

    /** Under what conditions the figures were taken. */
    String conditions() {
        return "The farm was started once and warmed up until it got no faster"
                + cold.map(run -> "; its first " + run.jobs() + " jobs of one, cold, ran at "
                                + rounded(run.jobsPerSecond()) + " jobs/s")
                        .orElse("")
                + ". It idled while the peers ran, round by round: " + idle + ".";
    }

    Table allRounds() {
        var table = new Table(List.of(
                "round",
                "who",
                "large, images/s",
                "of 16, images/s",
                "of one, jobs/s",
                "empty, tasks/s",
                "processor time of the farm: large; of 16; of one"));
        for (int round = 0; round < farm.size(); round++) {
            var runs = farm.get(round);
            table.row(List.of(
                    "" + (round + 1),
                    "Vasari",
                    rounded(runs.large.imagesPerSecond()),
                    rounded(runs.small.imagesPerSecond()),
                    rounded(runs.single.jobsPerSecond()),
                    "",
                    runs.largeCpu + "; " + runs.smallCpu + "; " + runs.singleCpu));
            for (var peer : peers.entrySet()) {
                table.row(peerRow(round, peer.getKey(), peer.getValue().get(round)));
            }
        }
        return table;
    }

    private static List<String> peerRow(int round, PeerSetup setup, PeerRuns runs) {
        return List.of(
                "" + (round + 1),
                setup.title(),
                rounded(runs.large.imagesPerSecond()),
                rounded(runs.small.imagesPerSecond()),
                rounded(runs.single.tasksPerSecond()),
                rounded(runs.empty.tasksPerSecond()),
                "");
    }

    /** Required against the usual setup; the tuned one is shown beside it. */
    List<Finding> findings() {
        var found = new ArrayList<Finding>();
        peers.forEach((setup, runs) -> {
            Bound images = setup == PeerSetup.USUAL ? REQUIRED_IMAGES : Bound.NONE;
            Bound single = setup == PeerSetup.USUAL ? REQUIRED_SINGLE : Bound.NONE;
            found.add(ratio(
                    "large job",
                    IMAGES,
                    r -> r.large.imagesPerSecond(),
                    setup,
                    r -> r.large.imagesPerSecond(),
                    images));
            found.add(ratio(
                    "jobs of 16",
                    IMAGES,
                    r -> r.small.imagesPerSecond(),
                    setup,
                    r -> r.small.imagesPerSecond(),
                    images));
            found.add(ratio(
                    "jobs of one", JOBS, r -> r.single.jobsPerSecond(), setup, r -> r.single.tasksPerSecond(), single));
        });
        return found;
    }

    private Finding ratio(
            String name,
            String unit,
            ToDoubleFunction<FarmRuns> ours,
            PeerSetup setup,
            ToDoubleFunction<PeerRuns> theirs,
            Bound required) {
        return new Finding.Ratio(
                Figure.median(
                        "two workers, " + name,
                        unit,
                        farm.stream().mapToDouble(ours).toArray()),
                Figure.median(
                        setup.title(),
                        unit,
                        peers.get(setup).stream().mapToDouble(theirs).toArray()),
                required);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}

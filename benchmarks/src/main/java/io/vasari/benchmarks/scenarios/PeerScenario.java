package io.vasari.benchmarks.scenarios;

import io.vasari.benchmarks.load.WarmUp;
import io.vasari.benchmarks.peer.Peer;
import io.vasari.benchmarks.peer.PeerPrograms;
import io.vasari.benchmarks.peer.PeerSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Two workers against two Celery worker processes, in turn, for large jobs, jobs of 16 and jobs of one. */
public final class PeerScenario implements Scenario {
    private static final int WORKERS = 2;
    private static final int TASK_SAMPLES = 1024;
    private static final int SMALL_JOB = 16;

    @Option(
            names = "--peer-samples",
            defaultValue = "100000",
            description = "Samples of the large job. Default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(
            names = "--peer-small-jobs",
            defaultValue = "1500",
            description = "How many jobs of 16 samples. Default: ${DEFAULT-VALUE}")
    private int smallJobs;

    @Option(
            names = "--peer-single-jobs",
            defaultValue = "3000",
            description = "How many jobs of one sample, and how many empty tasks. Default: ${DEFAULT-VALUE}")
    private int singleJobs;

    @Option(
            names = "--peer-rounds",
            defaultValue = "3",
            description = "How often all are run, in turn; the medians count. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--peer-python",
            paramLabel = "FILE",
            defaultValue = "/usr/bin/python3",
            description = "The interpreter that has the peer's packages. Default: ${DEFAULT-VALUE}")
    private Path python;

    @Option(
            names = "--peer-evaluator",
            description = "Run the farm's evaluator as well, for which the peer has no counterpart.")
    private boolean evaluator;

    @Override
    public void run(Bench bench) {
        var results = bench.results();
        results.title("Two workers against Celery, Redis and PyTorch, " + bench.model());
        var programs = find(bench);
        if (programs.isEmpty()) {
            return;
        }
        var comparison = new PeerComparison();
        bench.onFarm(WORKERS, evaluator, farm -> {
            comparison.cold(WarmUp.run(farm.load(), text -> results.progress("warming up: " + text)));
            for (int round = 1; round <= rounds; round++) {
                results.progress("round " + round + " of " + rounds + ": farm");
                comparison.add(measure(farm));
                var before = farm.cpuTime();
                measurePeers(bench, programs.get(), comparison, round);
                comparison.idle(farm.cpuTime().since(before));
            }
            return farm;
        });
        results.note(comparison.conditions());
        results.table(comparison.allRounds());
        results.add(comparison.findings());
    }

    /** The farm idles meanwhile, and its processor time is noted. */
    private void measurePeers(Bench bench, PeerPrograms programs, PeerComparison comparison, int round) {
        for (var setup : PeerSetup.values()) {
            bench.results().progress("round " + round + " of " + rounds + ": " + setup.title());
            comparison.add(setup, bench.inFolder("peer", folder -> measure(bench, programs, setup, folder)));
        }
    }

    private Optional<PeerPrograms> find(Bench bench) {
        var missing = new StringBuilder();
        try {
            var found = PeerPrograms.find(python, bench.installation().root().resolve("benchmarks/peers"), missing);
            if (found.isEmpty()) {
                bench.results().note("SKIPPED, not measured: " + missing + ". On Debian: " + PeerPrograms.INSTALL);
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PeerComparison.FarmRuns measure(BenchFarm farm) {
        var load = farm.load();
        var start = farm.cpuTime();
        var large = load.samples(samples);
        var largeDone = farm.cpuTime();
        var small = load.run(smallJobs, SMALL_JOB);
        var smallDone = farm.cpuTime();
        var single = load.run(singleJobs, 1);
        return new PeerComparison.FarmRuns(
                large,
                small,
                single,
                largeDone.since(start),
                smallDone.since(largeDone),
                farm.cpuTime().since(smallDone));
    }

    private PeerComparison.PeerRuns measure(Bench bench, PeerPrograms programs, PeerSetup setup, Path folder) {
        try (var peer = Peer.start(programs, setup, bench.weights(), folder)) {
            peer.load("warm-up", 64, 1, SMALL_JOB);
            int largeTasks = Math.max(1, samples / TASK_SAMPLES);
            return new PeerComparison.PeerRuns(
                    peer.load("large", 1, largeTasks, TASK_SAMPLES),
                    peer.load("small", smallJobs, 1, SMALL_JOB),
                    peer.load("single", singleJobs, 1, 1),
                    peer.load("empty", singleJobs, 1, 0));
        }
    }
}

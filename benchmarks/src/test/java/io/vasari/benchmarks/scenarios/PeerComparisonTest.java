package io.vasari.benchmarks.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.benchmarks.load.LoadRun;
import io.vasari.benchmarks.machine.CpuTime;
import io.vasari.benchmarks.peer.PeerRun;
import io.vasari.benchmarks.peer.PeerSetup;
import io.vasari.benchmarks.results.Finding;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerComparisonTest {
    private static final Instant START = Instant.EPOCH;
    private static final CpuTime NONE = new CpuTime(Map.of());

    @Test
    void mediansOfTheRoundsAreComparedAndOnlyTheUsualSetupIsRequired() {
        var comparison = new PeerComparison();
        for (int seconds : new int[] {1, 2, 10}) {
            comparison.add(new PeerComparison.FarmRuns(
                    farm(1, 3000, seconds), farm(10, 160, seconds), farm(100, 100, seconds), NONE, NONE, NONE));
            comparison.add(PeerSetup.USUAL, peer(seconds));
            comparison.add(PeerSetup.TUNED, peer(1));
        }

        var findings = comparison.findings();

        assertThat(findings)
                .extracting(finding -> ((Finding.Ratio) finding).ratio())
                .containsExactly(3.0, 1.0, 1.0, 1.5, 0.5, 0.5);
        assertThat(findings).extracting(Finding::met).containsExactly(true, false, true, true, true, true);
        assertThat(comparison.allRounds().toString().lines()).hasSize(2 + 9);
    }

    private static LoadRun farm(int jobs, int samples, int seconds) {
        return new LoadRun(jobs, samples, START, START, START, START.plusSeconds(seconds));
    }

    private static PeerComparison.PeerRuns peer(int seconds) {
        return new PeerComparison.PeerRuns(
                new PeerRun(1, 1000, seconds, 0),
                new PeerRun(10, 160, seconds, 0),
                new PeerRun(100, 100, seconds, 0),
                new PeerRun(100, 0, seconds, 0));
    }
}

package io.vasari.gateway.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.vasari.contracts.ArtifactRef;
import io.vasari.contracts.Conditioning;
import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.StartImage;
import io.vasari.contracts.Conditioning.TextPrompts;
import io.vasari.contracts.Job;
import io.vasari.contracts.ModelRef;
import io.vasari.contracts.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WorkloadTest {
    private static final ModelRef MODEL = new ModelRef("m", "1");

    @Test
    void allJobsFromNoiseAloneAreOneWorkload() {
        assertThat(workload(Optional.empty())).isEqualTo(new Workload(MODEL, 1, 1));
    }

    @Test
    void guidanceTakesTwoPassesForEveryStep() {
        assertThat(workload(text(20, 1, 32, Optional.empty()))).isEqualTo(new Workload(MODEL, 20, 1024));
        assertThat(workload(text(20, 3, 32, Optional.empty()))).isEqualTo(new Workload(MODEL, 40, 1024));
    }

    @Test
    void anImageToStartFromSavesTheFirstSteps() {
        assertThat(workload(text(20, 1, 32, Optional.of(0.55))).passes()).isEqualTo(11);
        assertThat(workload(text(20, 1, 32, Optional.of(0.0))).passes()).isEqualTo(1);
    }

    @Test
    void wordsAndSchedulersCostTheSame() {
        assertThat(workload(text(20, 3, 32, Optional.empty())))
                .isEqualTo(workload(Optional.of(new TextPrompts(
                        List.of(new Prompt("b", 1)), "c", new Sampling(20, 4, "euler", 32, 32), Optional.empty()))));
    }

    private static Optional<Conditioning> text(int steps, double guidance, int side, Optional<Double> strength) {
        var image = new ArtifactRef("uploads/a.png", "00", 1, "image/png");
        return Optional.of(new TextPrompts(
                List.of(new Prompt("a", 1)),
                "",
                new Sampling(steps, guidance, "ddim", side, side),
                strength.map(value -> new StartImage(image, value, Optional.empty()))));
    }

    private static Workload workload(Optional<Conditioning> conditioning) {
        return Workload.of(
                new Job("id", "t", "p", MODEL, 1, 1, Priority.BATCH, conditioning, Instant.EPOCH, Optional.empty()));
    }
}

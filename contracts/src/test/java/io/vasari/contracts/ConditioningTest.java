package io.vasari.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vasari.contracts.Conditioning.Prompt;
import io.vasari.contracts.Conditioning.Sampling;
import io.vasari.contracts.Conditioning.SharedNoise;
import io.vasari.contracts.Conditioning.TextPrompts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditioningTest {
    private static final TextPrompts THREE = new TextPrompts(
            List.of(new Prompt("a", 2), new Prompt("b", 1), new Prompt("c", 4)),
            "",
            new Sampling(20, 3, "ddim", 32, 32),
            Optional.empty());

    @Test
    void everySampleOfASliceKeepsItsPrompt() {
        for (int first = 0; first < THREE.samples(); first++) {
            for (int count = 1; first + count <= THREE.samples(); count++) {
                var slice = THREE.slice(new SampleRange(first, count));
                assertThat(slice.samples()).isEqualTo(count);
                for (int i = 0; i < count; i++) {
                    assertThat(slice.promptOf(i)).isEqualTo(THREE.promptOf(first + i));
                }
            }
        }
    }

    @Test
    void everySampleOfASliceKeepsItsNoise() {
        var grid = new TextPrompts(
                List.of(new Prompt("a", 3), new Prompt("b", 3)),
                "",
                THREE.sampling(),
                Optional.empty(),
                Optional.of(new SharedNoise(List.of(7L, 8L, 9L), 0)));
        for (int first = 0; first < grid.samples(); first++) {
            for (int count = 1; first + count <= grid.samples(); count++) {
                var noise = grid.slice(new SampleRange(first, count)).noise().orElseThrow();
                for (int i = 0; i < count; i++) {
                    assertThat(noise.seedOf(i)).isEqualTo(7 + (first + i) % 3);
                }
            }
        }
    }

    @Test
    void aSampleBeyondTheLastHasNoPrompt() {
        assertThatThrownBy(() -> THREE.promptOf(7)).hasMessageContaining("sample 7 of 7");
    }

    @Test
    void aJobHasAsManySamplesAsItsConditioningIsFor() {
        assertThatThrownBy(() -> new Job(
                        "id",
                        "tenant",
                        "pool",
                        new ModelRef("vase-diffusion", "free-order"),
                        6,
                        1,
                        Priority.BATCH,
                        Optional.of(THREE),
                        Instant.EPOCH,
                        Optional.empty()))
                .hasMessageContaining("samples is 6, but the conditioning is for 7");
    }
}

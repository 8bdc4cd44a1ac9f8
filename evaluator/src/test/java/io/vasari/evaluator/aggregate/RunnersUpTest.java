package io.vasari.evaluator.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vasari.contracts.ModelRef;
import io.vasari.contracts.SampleRange;
import io.vasari.contracts.TaskScores;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class RunnersUpTest {
    /** The case "decomposition" of {@code 04_inception_score.json} among the known answers of the scores module. */
    private static final float[][] ROWS = {
        {0.7f, 0.2f, 0.1f}, {0.1f, 0.8f, 0.1f}, {0.05f, 0.15f, 0.8f}, {0.3f, 0.4f, 0.3f}
    };

    private static final double LOGARITHM = 0.3053656709991034;

    private static TaskScores scores(float[][] rows) {
        var classes = new int[rows.length];
        var all = new ByteArrayOutputStream();
        for (int i = 0; i < rows.length; i++) {
            for (int k = 1; k < rows[i].length; k++) {
                classes[i] = rows[i][k] > rows[i][classes[i]] ? k : classes[i];
            }
            all.writeBytes(RunnersUp.of(rows[i], 0, rows[i].length, classes[i]));
        }
        return new TaskScores(
                "job",
                Samples.MODEL,
                new SampleRange(0, rows.length),
                Samples.NOON,
                new ModelRef("c", "v1"),
                classes,
                new float[rows.length],
                new float[0],
                Optional.empty(),
                Optional.of(all.toByteArray()),
                List.of());
    }

    private static double inceptionScore(float[][] rows) {
        return JobTally.empty(rows[0].length)
                .add(scores(rows), Samples.NOON)
                .inceptionScore()
                .orElseThrow();
    }

    @Test
    void theScoreIsThatOfTheProbabilitiesWithinTheirRounding() {
        assertThat(inceptionScore(ROWS)).isCloseTo(Math.exp(LOGARITHM), within(1e-4));
    }

    @Test
    void sureAndEvenClassesScoreTheirNumberAndDoubtScoresOne() {
        var sure = new float[10][10];
        var unsure = new float[4][4];
        for (int i = 0; i < 10; i++) {
            sure[i][i] = 1;
        }
        for (var row : unsure) {
            Arrays.fill(row, 0.25f);
        }
        assertThat(inceptionScore(sure)).isCloseTo(10, within(1e-12));
        assertThat(inceptionScore(unsure)).isCloseTo(1, within(1e-12));
        assertThat(inceptionScore(new float[][] {{1, 0, 0}, {1, 0, 0}})).isEqualTo(1);
    }

    @Test
    void whatIsLeftToOneIsTheCountedClasss() {
        byte[] written = RunnersUp.of(new float[] {0.25f, 0.7f, 0.05f}, 0, 3, 1);
        double[] read = RunnersUp.read(written, new int[] {1}, 3)[0];
        assertThat(read[0]).isEqualTo(0.25);
        assertThat(read[2]).isCloseTo(0.05, within(1.0 / (1 << 17)));
        assertThat(read[0] + read[1] + read[2]).isEqualTo(1);
        assertThat(written).hasSize(9);
        assertThat(RunnersUp.of(new float[] {1, 1e-6f, Float.NaN}, 0, 3, 0)).hasSize(1);
    }

    @Test
    void ofVeryManyClassesTheMostProbableAreKept() {
        var probabilities = new float[1000];
        Arrays.fill(probabilities, 0.5f / 999);
        probabilities[500] = 0.5f;
        probabilities[999] = 0.25f;
        byte[] written = RunnersUp.of(probabilities, 0, 1000, 500);
        assertThat(written).hasSize(1 + 4 * RunnersUp.MOST);
        double[] read = RunnersUp.read(written, new int[] {500}, 1000)[0];
        assertThat(read[999]).isEqualTo(0.25);
        assertThat(DoubleStream.of(read).sum()).isCloseTo(1, within(1e-12));
    }

    @Test
    void bytesThatContradictThemselvesAreRefused() {
        byte[] written = RunnersUp.of(new float[] {0.25f, 0.7f, 0.05f}, 0, 3, 1);
        assertThatThrownBy(() -> RunnersUp.read(Arrays.copyOf(written, 8), new int[] {1}, 3))
                .hasMessageContaining("end too early");
        assertThatThrownBy(() -> RunnersUp.read(Arrays.copyOf(written, 10), new int[] {1}, 3))
                .hasMessageContaining("1 bytes follow");
        assertThatThrownBy(() -> RunnersUp.read(written, new int[] {1}, 2)).hasMessageContaining("class 2 of 2");
        assertThatThrownBy(() -> RunnersUp.read(written, new int[] {0}, 3)).hasMessageContaining("beside class 0");
        assertThatThrownBy(() -> RunnersUp.read(new byte[0], new int[] {0}, 3)).hasMessageContaining("too early");
    }
}

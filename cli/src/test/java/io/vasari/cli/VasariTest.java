package io.vasari.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VasariTest {

    @Test
    void aWrongCommandLineIsToldInFewLines() {
        var outcome = Cli.run("paint", "x", "--steps", "many");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "vasari: Invalid value for option '--steps': 'many' is not an int",
                        "'vasari paint --help' lists what there is");
        assertThat(Cli.run("paint", "x", "--step", "5").err()).contains("Possible solutions:", "--steps");
        assertThat(Cli.run("pain").err()).contains("Unmatched argument at index 0: 'pain'", "Did you mean:", "paint");
    }
}

package io.vasari.benchmarks.critic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class CriticWarmUpTest {
    @Test
    void roundsGoOnUntilTheyGetNoFaster() {
        assertThat(rounds(100, 200, 300, 310, 305, 900)).isEqualTo(5);
    }

    @Test
    void aRoundThatIsFasterBeginsTheCountAnew() {
        assertThat(rounds(100, 100, 100, 50, 200, 190, 180, 900)).isEqualTo(4);
        assertThat(rounds(100, 90, 200, 190, 300, 290, 280, 900)).isEqualTo(7);
    }

    private static int rounds(double... rates) {
        var told = new ArrayList<String>();
        Iterator<Double> next = Arrays.stream(rates).iterator();
        CriticWarmUp.run(next::next, told::add);
        return told.size();
    }
}

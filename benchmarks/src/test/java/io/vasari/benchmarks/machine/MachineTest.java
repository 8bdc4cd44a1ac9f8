package io.vasari.benchmarks.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void descriptionSaysWhatTheFiguresDependOn() {
        assertThat(Machine.describe(LocalDate.parse("2026-02-03")))
                .contains("cores", "GB of memory", "Java " + Runtime.version(), "load average", "2026-02-03");
    }

    @Test
    void residentMemoryOfThisProcessIsBetweenItsOwnPagesAndTheMachines() {
        var memory = ResidentMemory.of(SELF);

        assertThat(memory.anonymous()).isGreaterThan(10);
        assertThat(memory.total()).isGreaterThan(memory.anonymous());
    }

    @Test
    void processorTimeIsTheDifferenceOfTwoReadings() {
        var before = new CpuTime(Map.of("broker", Duration.ofMillis(1500)));
        var after = new CpuTime(Map.of("broker", Duration.ofMillis(4000)));

        assertThat(after.since(before)).hasToString("broker 2.5 s");
        assertThat(CpuTime.now(Map.of("self", SELF)).byName().get("self")).isPositive();
    }

    @Test
    void aMainClassRunsInAProcessOfItsOwn() {
        var lines = new ArrayList<String>();

        Java.run(Echo.class, List.of("one", "two"), lines::add);

        assertThat(lines).hasSize(2).first().asString().isEqualTo("one two");
        assertThat(lines.get(1)).isNotEqualTo("" + SELF);
    }

    @Test
    void aMainClassAnswersLineByLineUntilItEnds() {
        try (var process = Java.converse(Shout.class, List.of())) {
            assertThat(process.ask("one")).isEqualTo("ONE");
            assertThat(process.ask("two")).isEqualTo("TWO");
            assertThatThrownBy(() -> process.ask("end"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Shout");
        }
    }

    static final class Shout {
        public static void main(String[] args) throws IOException {
            var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); !line.equals("end"); line = lines.readLine()) {
                System.out.println(line.toUpperCase(Locale.ROOT));
            }
        }

        private Shout() {}
    }

    static final class Echo {
        public static void main(String[] args) {
            System.out.println(String.join(" ", args));
            System.out.println(ProcessHandle.current().pid());
        }

        private Echo() {}
    }
}

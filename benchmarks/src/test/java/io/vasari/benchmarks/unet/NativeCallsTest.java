package io.vasari.benchmarks.unet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativeCallsTest {
    @Test
    void callsOfTheLastStepAloneAreCounted() {
        var names = List.of(
                "main",
                "torchLoad",
                "step",
                "torchConv",
                "torchAdd",
                "step",
                "torchConv",
                "timesteps",
                "torchConv",
                "torchMul",
                "write",
                "torchDelete");

        var calls = new NativeCalls(NativeCalls.counted(names));

        assertThat(calls.byName()).isEqualTo(Map.of("torchConv", 2, "torchMul", 1));
        assertThat(calls.total()).isEqualTo(3);
        assertThat(calls.most(1)).isEqualTo("torchConv 2");
    }
}

package io.vasari.benchmarks.machine;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Processor time that processes have used up to a moment, by name. */
public record CpuTime(Map<String, Duration> byName) {
    /** @param pids name to process id, in the order of a report */
    public static CpuTime now(Map<String, Long> pids) {
        var times = new LinkedHashMap<String, Duration>();
        pids.forEach((name, pid) -> times.put(
                name,
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)));
        return new CpuTime(times);
    }

    /** What was used from then to this moment. */
    public CpuTime since(CpuTime then) {
        var used = new LinkedHashMap<String, Duration>();
        byName.forEach((name, time) -> used.put(name, time.minus(then.byName.getOrDefault(name, Duration.ZERO))));
        return new CpuTime(used);
    }

    /** For example {@code broker 1.2 s, worker-1 7.9 s}. */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .map(entry ->
                        "%s %.1f s".formatted(entry.getKey(), entry.getValue().toMillis() / 1e3))
                .collect(Collectors.joining(", "));
    }
}

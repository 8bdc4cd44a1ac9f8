package io.vasari.benchmarks.critic;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One core for each process that is measured, where the system has {@code taskset} and cores enough. */
final class Pinning {
    private Pinning() {}

    /**
     * Pins all threads of processes, the first to core 0, the next to core 1, and so on.
     *
     * @return what was done, for the report
     */
    static String pin(Map<String, Long> pids, List<String> names) {
        int cores = Runtime.getRuntime().availableProcessors();
        if (cores < names.size()) {
            return "Nothing was pinned: there are fewer cores than processes to measure.";
        }
        boolean pinned = IntStream.range(0, names.size()).allMatch(core -> pin(pids.get(names.get(core)), core));
        return pinned
                ? "Each was pinned to a core of its own by taskset: " + String.join(", ", names) + "."
                : "Nothing was pinned: there is no taskset, or it refused.";
    }

    private static boolean pin(long pid, int core) {
        try {
            return new ProcessBuilder("taskset", "-acp", "" + core, "" + pid)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

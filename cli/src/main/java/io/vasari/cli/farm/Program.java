package io.vasari.cli.farm;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One process of the farm, as it is started.
 *
 * @param name for example {@code worker-1}
 * @param port that it listens on
 * @param readyPath HTTP path that answers 200 once it is ready; empty for one that only has to accept connections
 * @param scraped whether it has metrics
 */
record Program(
        String name, int port, String readyPath, boolean scraped, List<String> command, Map<String, String> env) {
    String url() {
        return (readyPath.isEmpty() ? "kafka://" : "http://") + Ports.HOST + ":" + port;
    }

    /** The same with more in its environment. */
    Program with(Map<String, String> variables) {
        var all = new HashMap<>(env);
        all.putAll(variables);
        return new Program(name, port, readyPath, scraped, command, Map.copyOf(all));
    }

    Path log(Path logs) {
        return logs.resolve(name + ".log");
    }
}
